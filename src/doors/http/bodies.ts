/** What requests bring: JSON, the one file of an upload, the message of an enterprise as it came. */
import { isUtf8 } from 'node:buffer'
import { errorCodes, type FastifyInstance, type FastifyRequest } from 'fastify'
import type { NativeRequest } from '../../../adapters/adapter.ts'
import { beyond, type Extent } from '../../../openapi/extent.ts'
import { Problem } from '../../ground/problem/problem.ts'
import { isIJson } from './limits/i-json.ts'
import { partsOf } from './multipart.ts'

/**
 * More than any body of the contract holds: the arrangements of a year have some 1,700 values. A schema is tried on
 * every one of them, and all that fail are told. The size is limited by a setting.
 */
export const EXTENT: Extent = { format: 'json', bytes: Infinity, depth: 20, parts: 2_000 }

/**
 * JSON in UTF-8 (RFC 8259; bytes that are not would else be stored as replacement characters) that every reader
 * understands the same.
 */
export function acceptJson (app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (!isUtf8(body)) return done(new errorCodes.FST_ERR_CTP_INVALID_JSON_BODY())
    const excess = beyond(body, EXTENT)
    if (excess) return done(new Problem(excess === 'depth' ? 'ambiguous-body' : 'body-too-large'))
    const text = body.toString()
    parse(request, text, (error, value) => {
      if (error) done(error)
      else if (!isIJson(text, value)) done(new Problem('ambiguous-body'))
      else done(null, withLineFeeds(value))
    })
  })
}

/** Browsers end the lines of a text field with CRLF: one line break all the same. */
function withLineFeeds (value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\r\n', '\n')
  if (Array.isArray(value)) return value.map(withLineFeeds)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withLineFeeds(item)]))
}

/** What stands around the one file of a form, bytes; and beside it, parts. */
export const AROUND_FILE = 16_384
const MOST_PARTS = 9

/** The one file of a form, `most` bytes at most; its other fields say nothing to the hub. */
export function onlyFile (
  { headers, body }: { headers: { 'content-type'?: string | undefined }, body: Buffer | undefined }, most: number
): Buffer {
  if (!body) throw new Problem('unsupported-media-type')
  const parts = partsOf(body, headers['content-type'] ?? '', MOST_PARTS)
  const files = parts?.filter(({ filename }) => filename !== undefined)
  if (!files || files.length > 1) throw new Problem('malformed-request')
  const [file] = files
  if (file?.name !== 'file') throw new Problem('attachment-missing')
  if (file.content.length > most) throw new Problem('body-too-large')
  return file.content
}

/** With its bytes as they came: signatures are over them. */
export function nativeRequest ({ method, raw, headers, body }: FastifyRequest): NativeRequest {
  const url = raw.url!
  return {
    method,
    url,
    query: Object.fromEntries(new URL(url, 'http://hub').searchParams),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) =>
      [name, Array.isArray(value) ? value.join(', ') : value])),
    body: Buffer.isBuffer(body) ? body : Buffer.alloc(0)
  }
}
