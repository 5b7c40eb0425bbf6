/**
 * AES-256 in Galois/Counter Mode (NIST SP 800-38D), with random nonces of 96 bits and whole tags: good for 2³² messages
 * a key (§8.3).
 */
import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto'
import type { Cipher } from './cipher.ts'

const TAG_BYTES = 16

export function aes256Gcm (key: KeyObject): Cipher {
  return {
    nonceBytes: 12,
    encrypt (nonce, plaintext, associated) {
      const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES }).setAAD(associated)
      return Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()])
    },
    decrypt (nonce, sealed, associated) {
      const end = sealed.length - TAG_BYTES
      const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
        .setAAD(associated).setAuthTag(sealed.subarray(end))
      return Buffer.concat([decipher.update(sealed.subarray(0, end)), decipher.final()])
    }
  }
}
