/**
 * Encryption, signature and time of 中国移动 for its simulator, written from the interface document (Transport) and sharing
 * nothing with the hub's adapter.
 */
import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto'
import { DateTime } from 'luxon'

export function seal (key: string, text: string): string {
  const aes = createCipheriv('aes-256-ecb', Buffer.from(key, 'hex'), '')
  return (aes.update(text, 'utf8', 'hex') + aes.final('hex')).toUpperCase()
}

/** Throws when the text is not upper-case hex of whole blocks, was made with another key, or holds no UTF-8. */
export function unseal (key: string, content: string): string {
  if (content.length === 0 || content.length % 32 !== 0 || /[^0-9A-F]/.test(content)) {
    throw new Error('not upper-case hex of whole blocks')
  }
  const aes = createDecipheriv('aes-256-ecb', Buffer.from(key, 'hex'), '')
  const bytes = [aes.update(Buffer.from(content, 'hex')), aes.final()]
  return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(bytes))
}

export function signature (key: string, parameters: URLSearchParams, content: string): string {
  const signed = new URLSearchParams(parameters)
  signed.delete('sign')
  signed.append('content', content)
  signed.sort()
  const hmac = createHmac('sha256', Buffer.from(key, 'hex')).update(key)
  for (const [name, value] of signed) hmac.update(name).update(value)
  return hmac.update(key).digest('hex')
}

/** yyyyMMddHHmmss in Asia/Shanghai. */
export function writeTime (time: Date): string {
  return DateTime.fromJSDate(time).setZone('Asia/Shanghai').toFormat('yyyyLLddHHmmss')
}

/** NaN for a time that does not exist, e.g. the 30th of February. */
export function readTime (text: string): number {
  return DateTime.fromFormat(text, 'yyyyLLddHHmmss', { zone: 'Asia/Shanghai' }).toMillis()
}
