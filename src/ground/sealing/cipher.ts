/** What an algorithm must offer to seal personal data: authenticated encryption with associated data. */
export interface Cipher {
  nonceBytes: number
  /** Ciphertext and tag. The nonce must never have been used with this key before. */
  encrypt (nonce: Buffer, plaintext: Buffer, associated: Buffer): Buffer
  /** Throws when ciphertext, tag, nonce or associated data are not those of one `encrypt`. */
  decrypt (nonce: Buffer, sealed: Buffer, associated: Buffer): Buffer
}
