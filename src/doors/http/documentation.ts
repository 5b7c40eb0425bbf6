/** Serves the contract as it stands: `/docs` for people, `/openapi.json` and `/openapi.yaml` for programs. */
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import type { Json } from '../../../openapi/document.ts'
import { PAGES_POLICY } from './pages-policy.ts'

const FONT = "font-family=\"'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif\""

const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" width="190" height="40" viewBox="0 0 190 40">
  <text x="0" y="29" ${FONT} font-size="26" font-weight="bold" fill="#fff">联办 Lianban</text>
</svg>`

const FAVICON = { filename: 'favicon.svg', rel: 'icon', type: 'image/svg+xml', sizes: 'any' }

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
  <rect width="32" height="32" rx="6" fill="#1a5fb4"/>
  <text x="16" y="24" ${FONT} font-size="22" font-weight="bold" fill="#fff" text-anchor="middle">联</text>
</svg>`

/** The library's own would ask for its parts over TLS by any name but localhost (`upgrade-insecure-requests`). */
const POLICY = {
  ...PAGES_POLICY, 'img-src': ["'self'", 'data:'], 'font-src': ["'self'", 'data:'], 'form-action': "'none'"
}

/** `text`: the contract as it was written. To write it out anew keeps the process from everything else for too long. */
export function serveDocumentation (app: FastifyInstance, contract: Json, text: string): void {
  app.register(swagger, { mode: 'static', specification: { document: contract as any } })
  app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: POLICY,
    uiHooks: {
      onRequest (request, reply, next) {
        if (request.routeOptions.url !== '/docs/yaml') return next()
        reply.type('application/yaml').send(text)
      }
    },
    logo: { type: 'image/svg+xml', content: Buffer.from(LOGO), href: '/docs', target: '_self' },
    theme: { title: contract['info'].title, favicon: [{ ...FAVICON, content: Buffer.from(ICON) }] }
  })
  // Written out once, at the first request: it is long, and the same for everybody.
  let json: string | undefined
  app.register(async scope => {
    scope.get('/openapi.json', { schema: { hide: true } }, async (_request, reply) => {
      json ??= JSON.stringify(contract)
      return reply.type('application/json; charset=utf-8').send(json)
    })
    scope.get('/openapi.yaml', { schema: { hide: true } }, async (_request, reply) =>
      reply.type('application/yaml').send(text))
  })
}
