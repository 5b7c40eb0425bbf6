/** Secrets of clients as the settings keep them: scrypt (RFC 7914) in PHC string format. */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/** 32 MiB and some 50 ms. Secrets are random and long, so that nobody can try them all out even if this is fast. */
const COST = { ln: 15, r: 8, p: 1 }
const LENGTH = 32

/** `$scrypt$ln=15,r=8,p=1$salt$hash`; the cost has an upper limit, since anybody can make the hub compute it. */
export const SECRET_HASH = /^\$scrypt\$ln=(1[0-7]),r=(8),p=(1)\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})$/

export async function hashSecret (secret: string): Promise<string> {
  const salt = randomBytes(16)
  const hash = await derive(secret, salt, COST)
  return `$scrypt$ln=${COST.ln},r=${COST.r},p=${COST.p}$${unpadded(salt)}$${unpadded(hash)}`
}

/** Whether the secret is the one that was hashed; takes as long either way. */
export async function isSecretOf (hash: string, secret: string): Promise<boolean> {
  const [, ln, r, p, salt, expected] = SECRET_HASH.exec(hash) ?? []
  if (!expected) throw new Error('not a hash of a secret')
  const derived = await derive(secret, Buffer.from(salt!, 'base64'), { ln: Number(ln), r: Number(r), p: Number(p) })
  return timingSafeEqual(derived, Buffer.from(expected, 'base64'))
}

function derive (secret: string, salt: Buffer, { ln, r, p }: typeof COST): Promise<Buffer> {
  const N = 1 << ln
  return new Promise((resolve, reject) => {
    // scrypt needs 128 * N * r bytes and a little more.
    scrypt(secret, salt, LENGTH, { N, r, p, maxmem: 256 * N * r }, (error, key) => error ? reject(error) : resolve(key))
  })
}

function unpadded (bytes: Buffer): string {
  return bytes.toString('base64').replace(/={1,2}$/, '')
}
