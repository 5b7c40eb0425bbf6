/**
 * What an algorithm that seals personal data has to offer, and those there are: authenticated encryption with associated data.
 * A further one (a cryptographic machine of the site) is one more line.
 */
import { aes256Gcm } from './aes-256-gcm.ts'
import { sm4 } from './sm4.ts'

export interface Cipher {
  nonceBytes: number
  /** Ciphertext and tag. The nonce must never have been used with this key before. */
  encrypt (nonce: Buffer, plaintext: Buffer, associated: Buffer): Buffer
  /** Throws when ciphertext, tag, nonce or associated data are not those of one `encrypt`. */
  decrypt (nonce: Buffer, sealed: Buffer, associated: Buffer): Buffer
}

export interface Algorithm {
  keyBytes: number
  /** What goes with it for keyed hashes. */
  digest: 'sha256' | 'sm3'
  cipher (key: Buffer): Cipher
}

export type AlgorithmName = 'aes-256-gcm' | 'sm4'

export const ALGORITHMS: Record<AlgorithmName, Algorithm> = {
  'aes-256-gcm': { keyBytes: 32, digest: 'sha256', cipher: aes256Gcm },
  sm4: { keyBytes: 16, digest: 'sm3', cipher: sm4 }
}
