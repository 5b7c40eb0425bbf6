/** What requests bring: JSON, the one file of an upload, the message of an enterprise as it came. */
import { isUtf8 } from 'node:buffer'
import { errorCodes, type FastifyError, type FastifyInstance, type FastifyRequest } from 'fastify'
import type { NativeRequest } from '../../../adapters/adapter.ts'
import { Problem } from '../../ground/problem/problem.ts'
import { isIJson } from './limits/i-json.ts'

/**
 * JSON in UTF-8 (RFC 8259; bytes that are not would else be stored as replacement characters) that every reader
 * understands the same.
 */
export function acceptJson (app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (!isUtf8(body)) return done(new errorCodes.FST_ERR_CTP_INVALID_JSON_BODY())
    const text = body.toString()
    parse(request, text, (error, value) => {
      if (error || isIJson(text, value)) done(error, value)
      else done(new Problem('ambiguous-body'))
    })
  })
}

/**
 * The one file of a multipart body. What is wrong with the body is the sender's fault, whichever way the parser says
 * so.
 */
export async function onlyFile (request: FastifyRequest<any>): Promise<Buffer> {
  let content: Buffer | undefined
  try {
    for await (const part of request.files()) {
      const bytes = await part.toBuffer()
      if (part.fieldname === 'file') content = bytes
    }
  } catch (error) {
    throw (error as FastifyError).code ? error : new Problem('malformed-request', { cause: error })
  }
  if (!content) throw new Problem('attachment-missing')
  return content
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
