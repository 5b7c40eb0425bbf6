/**
 * Codes that a person's telephone makes from a shared secret and the time (RFC 6238, in the form that every app has:
 * SHA-1, six digits, thirty seconds), and codes for whoever has lost it.
 */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

const STEP = 30_000
const DIGITS = 6

/** 160 bits, as long as the digest (RFC 4226 §4). */
const SECRET_BYTES = 20

/** Steps that a telephone may be before or behind. */
const DRIFT = 1

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** RFC 4648 §6, without padding: how an app wants a secret. */
export function base32 (bytes: Buffer): string {
  const bits = [...bytes].map(byte => byte.toString(2).padStart(8, '0')).join('')
  return bits.match(/.{1,5}/g)!.map(five => ALPHABET[parseInt(five.padEnd(5, '0'), 2)]).join('')
}

export function newTotpSecret (): Buffer {
  return randomBytes(SECRET_BYTES)
}

/** What an app reads from a QR code (Key URI Format). */
export function otpauthUri (secret: Buffer, issuer: string, account: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`
  const values = { secret: base32(secret), issuer: encodeURIComponent(issuer), algorithm: 'SHA1', digits: DIGITS }
  const named = [...Object.entries(values), ['period', STEP / 1000]]
  const query = named.map(([name, value]) => `${name}=${value}`).join('&')
  return `otpauth://totp/${label}?${query}`
}

/** The code of one step. */
export function totpCode (secret: Buffer, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const digest = createHmac('sha1', secret).update(counter).digest()
  const number = digest.readUInt32BE(digest[19]! & 0xf) & 0x7fffffff
  return String(number % 1_000_000).padStart(DIGITS, '0')
}

export function stepAt (time: Date): number {
  return Math.floor(time.getTime() / STEP)
}

/** The step of which it is the code, of those about now; nothing for any other. */
export function stepOf (secret: Buffer, code: string, now: Date): number | undefined {
  const present = stepAt(now)
  const steps = Array.from({ length: 2 * DRIFT + 1 }, (_, index) => present - DRIFT + index)
  // All of them, so that the time tells nothing.
  return steps.filter(step => equal(totpCode(secret, step), code)).at(-1)
}

function equal (one: string, other: string): boolean {
  const [first, second] = [Buffer.from(one), Buffer.from(other)]
  return first.length === second.length && timingSafeEqual(first, second)
}

/** Each is good once. */
const RECOVERY_CODES = 10

/** 80 bits: nobody tries them all, so that a plain digest keeps them. */
const RECOVERY_BYTES = 10

export function newRecoveryCodes (): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => base32(randomBytes(RECOVERY_BYTES)).match(/.{4}/g)!.join('-'))
}

/** However it was typed. */
export function hashRecoveryCode (code: string): string {
  return createHash('sha256').update(code.toUpperCase().replaceAll(/[^A-Z2-7]/g, '')).digest('base64url')
}
