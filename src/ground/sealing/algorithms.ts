/**
 * The algorithms that personal data can be sealed with. A further one (a cryptographic machine of the site) is one more
 * file that makes a Cipher, and one more line here.
 */
import type { KeyObject } from 'node:crypto'
import { aes256Gcm } from './aes-256-gcm.ts'
import type { Cipher } from './cipher.ts'
import { sm4 } from './sm4.ts'

export interface Algorithm {
  keyBytes: number
  /** Of the keyed hashes that are made where this algorithm seals. */
  digest: 'sha256' | 'sm3'
  /** A key that is an object is ready to be used: made of bytes for each value, it would cost more than the sealing. */
  cipher (key: KeyObject): Cipher
}

export type AlgorithmName = 'aes-256-gcm' | 'sm4'

export const ALGORITHMS: Record<AlgorithmName, Algorithm> = {
  'aes-256-gcm': { keyBytes: 32, digest: 'sha256', cipher: aes256Gcm },
  sm4: { keyBytes: 16, digest: 'sm3', cipher: sm4 }
}
