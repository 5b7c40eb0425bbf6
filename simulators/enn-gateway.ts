/** The gateway before the simulated 新奥燃气: headers, signature, nonces, and errors in the gateway's words. */
import { isUtf8 } from 'node:buffer'
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify'

export interface EnnCredentials { accessKey: string, secret: string }

const WINDOW = 5 * 60_000
const NONCE_MEMORY = 10 * 60_000

/** The signature as the interface document's "Transport" writes it. */
export function ennSignature (
  secret: string, method: string, path: string, timestamp: string, nonce: string, body: Buffer | string
): string {
  const text = `${method}\n${path}\n${timestamp}\n${nonce}\n${createHash('sha256').update(body).digest('hex')}`
  return createHmac('sha256', secret).update(text).digest('base64')
}

/** A refusal in the gateway's words. */
export class EnnError extends Error {
  readonly status: number
  readonly code: string
  readonly field: string | undefined

  constructor (status: number, code: string, message: string, field?: string) {
    super(message)
    this.status = status
    this.code = code
    this.field = field
  }
}

/** Lets nothing through to the routes of `app` that is not signed, timely and new. */
export function guard (app: FastifyInstance, credentials: EnnCredentials, now: () => Date): void {
  const nonces = new Map<string, number>()

  // The signature covers the bytes, so they are read here, before anybody parses them.
  app.addHook('preParsing', async (request, _reply, payload) => {
    const body = await buffer(payload)
    verify(request, body, credentials, now().getTime())
    remember(nonces, header(request, 'x-gw-nonce').toLowerCase(), now().getTime())
    if (!isUtf8(body)) throw new EnnError(400, 'PARAM_INVALID', '报文不是 UTF-8 编码', 'body')
    return Readable.from(body.length > 0 ? [body] : [])
  })

  app.setErrorHandler(async (error: EnnError | FastifyError, _request, reply) => {
    const { status, code, message, field } = error instanceof EnnError ? error : refused(error)
    return reply.code(status).send({ success: false, code, message, ...field !== undefined && { field } })
  })
}

function header (request: FastifyRequest, name: string): string {
  return String(request.headers[name] ?? '')
}

function verify (request: FastifyRequest, body: Buffer, { accessKey, secret }: EnnCredentials, now: number): void {
  const timestamp = header(request, 'x-gw-timestamp')
  const nonce = header(request, 'x-gw-nonce')
  if (header(request, 'x-gw-accesskey') !== accessKey) throw new EnnError(401, 'ACCESS_KEY_INVALID', '访问标识不存在')
  if (!/^[0-9]{13}$/.test(timestamp) || Math.abs(now - Number(timestamp)) > WINDOW) {
    throw new EnnError(401, 'TIMESTAMP_EXPIRED', '时间戳超出范围')
  }
  if (!/^[0-9a-fA-F]{16,32}$/.test(nonce)) throw new EnnError(401, 'NONCE_INVALID', '随机串格式错误')
  const path = request.url.slice(request.url.indexOf('/jx-install'))
  const expected = Buffer.from(ennSignature(secret, request.method, path, timestamp, nonce, body))
  const given = Buffer.from(header(request, 'x-gw-signature'))
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new EnnError(401, 'SIGNATURE_INVALID', '签名错误')
  }
}

function remember (nonces: Map<string, number>, nonce: string, now: number): void {
  for (const [known, usedAt] of nonces) if (now - usedAt > NONCE_MEMORY) nonces.delete(known)
  if (nonces.has(nonce)) throw new EnnError(401, 'NONCE_REPEATED', '随机串重复')
  nonces.set(nonce, now)
}

/** What Fastify refuses, as a 400 that names the field; anything else is the simulator's own mistake. */
function refused (error: FastifyError): EnnError {
  const [first] = error.validation?.filter(({ keyword }) => keyword !== 'if') ?? []
  if (first) {
    const inside = first.params['missingProperty'] ?? first.params['additionalProperty']
    const field = [...first.instancePath.split('/').slice(1), ...inside ? [inside] : []].join('.')
    return new EnnError(400, 'PARAM_INVALID', first.keyword === 'required' ? '缺少必填字段' : '字段不符合要求', field)
  }
  if (error.statusCode === 415) return new EnnError(400, 'PARAM_INVALID', '报文应为 application/json', 'Content-Type')
  if (error.statusCode !== undefined && error.statusCode < 500) {
    return new EnnError(400, 'PARAM_INVALID', '报文不是有效的 JSON', 'body')
  }
  return new EnnError(500, 'INTERNAL', '系统异常')
}
