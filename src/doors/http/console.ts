/** Serves the console (`npm run build`) at `/console`: files whose names change with what is in them, and one page. */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyBaseLogger, FastifyInstance, FastifyReply } from 'fastify'
import { PAGES_POLICY } from './pages-policy.ts'

const BUILT = fileURLToPath(new URL('../../../console/dist/', import.meta.url))

/** `blob:` is for pictures that an operation has answered: they are shown as images, which run nothing. */
const POLICY = Object.entries({
  ...PAGES_POLICY, 'img-src': "'self' data: blob:", 'font-src': "'self'", 'form-action': "'self'"
}).map(directive => directive.join(' ')).join('; ')

/** A year, in seconds. */
const FOR_GOOD = 'public, max-age=31536000, immutable'

/** Where nothing has been built, there is no console, and the log says what to do. */
export function serveConsole (app: FastifyInstance, log: Pick<FastifyBaseLogger, 'warn'>): void {
  if (!existsSync(BUILT)) {
    log.warn({ event: 'console-missing' }, 'the console is not built: npm run build')
    return
  }
  const page = readFileSync(`${BUILT}index.html`, 'utf8')
  const give = async (_request: unknown, reply: FastifyReply): Promise<FastifyReply> =>
    reply.header('content-security-policy', POLICY).type('text/html; charset=utf-8').send(page)
  app.register(async scope => {
    // Every file by its own address: what is not one of them is a screen of the console.
    scope.register(fastifyStatic, {
      root: BUILT,
      prefix: '/console/',
      wildcard: false,
      index: false,
      globIgnore: ['index.html'],
      cacheControl: false,
      preCompressed: true,
      schemaHide: true,
      setHeaders (reply, path) {
        reply.header('content-security-policy', POLICY)
        if (path.includes('/assets/')) reply.header('cache-control', FOR_GOOD)
      }
    })
    scope.get('/console', { schema: { hide: true } }, async (_request, reply) => reply.redirect('/console/', 308))
    scope.get('/console/', { schema: { hide: true } }, give)
    scope.get('/console/*', { schema: { hide: true } }, give)
  })
}
