/**
 * Connections: what Node's HTTP server refuses before there is a request that Fastify could answer, how that is said,
 * and when they end.
 */
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { ConnectionError, FastifyHttpOptions, FastifyInstance, RawServerDefault } from 'fastify'
import { Problem, type ProblemCode } from '../../../ground/problem/problem.ts'
import type { Limits } from '../../../ground/settings/limits.ts'
import type { Hub } from '../../../hub.ts'
import { problemBody } from '../answer-problems.ts'

/** Bytes of all headers together; a token and a signature fit many times. */
const HEADER_BYTES = 16_384
const HEADER_COUNT = 100
const HEADERS_TIMEOUT = 10_000

type ConnectionOptions = Pick<FastifyHttpOptions<RawServerDefault>, 'requestTimeout' | 'http' | 'clientErrorHandler'>

export function connectionLimits ({ requestTimeout }: Limits): ConnectionOptions {
  return {
    requestTimeout,
    http: {
      maxHeaderSize: HEADER_BYTES,
      headersTimeout: Math.min(HEADERS_TIMEOUT, requestTimeout),
      connectionsCheckingInterval: Math.min(5_000, requestTimeout)
    },
    clientErrorHandler: answerBroken
  }
}

/** Node drops the headers beyond its own count without a word; the hub says so before anything is believed. */
export function limitHeaders (app: FastifyInstance): void {
  app.addHook('onRequest', async request => {
    if (request.raw.rawHeaders.length / 2 > HEADER_COUNT) throw new Problem('headers-too-large')
  })
}

/**
 * When the process stops, no connection keeps it for a request that may never come: an answer that is given from then
 * on is the last on its connection, and one on which nothing was asked yet ends at once. Those between two requests
 * Node ends itself.
 */
export function letGoWhenStopping (app: FastifyInstance, hub: Pick<Hub, 'phase'>): void {
  const unused = new Set<Socket>()
  app.server.on('connection', socket => {
    unused.add(socket)
    socket.once('close', () => unused.delete(socket))
  })
  app.addHook('onRequest', async request => { unused.delete(request.raw.socket) })
  app.addHook('onSend', async (_request, reply) => {
    if (hub.phase === 'stopping') reply.header('connection', 'close')
  })
  app.addHook('preClose', async () => { for (const socket of unused) socket.destroy() })
}

const CODES: Record<string, ProblemCode> = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request-timeout'
}

function answerBroken (error: ConnectionError, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy()
    return
  }
  const problem = problemBody(new Problem(CODES[error.code] ?? 'malformed-request'))
  const body = JSON.stringify(problem)
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close'
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}
