/** How 中国移动 encrypts and signs (interface document, Transport). `appKey` is always the key's hex text as agreed. */
import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto'
import { beyond, type Extent } from '../openapi/extent.ts'

// ECB is *assumed*: it is what the document says, though it hides no repetition.
const CIPHER = 'aes-256-ecb'

/** Of what is sent and of what is encrypted in it, which nobody sees before. */
export const MESSAGES: Extent = { format: 'json', bytes: 32_768, depth: 8, parts: 500 }

/** The JSON of a value as upper-case hex of AES-256-ECB/PKCS#7. */
export function encrypt (appKey: string, value: unknown): string {
  const cipher = createCipheriv(CIPHER, Buffer.from(appKey, 'hex'), null)
  return Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]).toString('hex').toUpperCase()
}

/**
 * The JSON value inside a text that the contract knows as `Ciphertext`; undefined when another key or no JSON in UTF-8
 * is inside, or more of it than a message holds.
 */
export function decrypt (appKey: string, content: string): unknown {
  try {
    const decipher = createDecipheriv(CIPHER, Buffer.from(appKey, 'hex'), null)
    const plain = Buffer.concat([decipher.update(content, 'hex'), decipher.final()])
    if (beyond(plain, MESSAGES)) return undefined
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(plain))
  } catch {
    return undefined
  }
}

/** The `sign` over all query parameters but itself, and the encrypted body. */
export function sign (appKey: string, { sign: _, ...query }: Record<string, string>, content: string): string {
  const pairs = Object.entries({ ...query, content }).sort(([a], [b]) => a < b ? -1 : 1)
  return createHmac('sha256', Buffer.from(appKey, 'hex'))
    .update(appKey + pairs.map(pair => pair.join('')).join('') + appKey)
    .digest('hex')
}
