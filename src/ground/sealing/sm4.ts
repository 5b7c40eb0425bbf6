/**
 * SM4 (GB/T 32907-2016) in CBC mode, then HMAC-SM3 (GB/T 32905-2016, GB/T 15852.2) over everything: encrypt-then-MAC,
 * since Node has no SM4-GCM. Cipher and MAC each have a key of their own, derived from the one given.
 */
import {
  createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, timingSafeEqual, type KeyObject
} from 'node:crypto'
import type { Cipher } from './cipher.ts'

const TAG_BYTES = 32

export function sm4 (key: KeyObject): Cipher {
  const cipherKey = derive(key, 'lianban sm4-cbc', 16)
  const macKey = derive(key, 'lianban hmac-sm3', 32)

  /** The length first, so that nothing can move from the associated data into the ciphertext. */
  function tagOf (nonce: Buffer, ciphertext: Buffer, associated: Buffer): Buffer {
    const length = Buffer.alloc(8)
    length.writeBigUInt64BE(BigInt(associated.length))
    return createHmac('sm3', macKey).update(length).update(associated).update(nonce).update(ciphertext).digest()
  }

  return {
    nonceBytes: 16,
    encrypt (nonce, plaintext, associated) {
      const cipher = createCipheriv('sm4-cbc', cipherKey, nonce)
      const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()])
      return Buffer.concat([ciphertext, tagOf(nonce, ciphertext, associated)])
    },
    decrypt (nonce, sealed, associated) {
      const ciphertext = sealed.subarray(0, -TAG_BYTES)
      const tag = sealed.subarray(-TAG_BYTES)
      // Before anything is decrypted, so that nobody learns from errors about padding.
      if (tag.length !== TAG_BYTES || !timingSafeEqual(tag, tagOf(nonce, ciphertext, associated))) {
        throw new Error('the tag does not belong to the ciphertext')
      }
      const decipher = createDecipheriv('sm4-cbc', cipherKey, nonce)
      return Buffer.concat([decipher.update(ciphertext), decipher.final()])
    }
  }
}

function derive (key: KeyObject, purpose: string, bytes: number): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sm3', key, '', purpose, bytes)))
}
