/** Assembles the HTTP side of the hub: the contract, its handlers, the documentation. */
import { isUtf8 } from 'node:buffer'
import helmet from '@fastify/helmet'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import Fastify, { errorCodes, type FastifyBaseLogger, type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { stringify } from 'yaml'
import type { NativeRequest } from '../../../adapters/adapter.ts'
import type { operations, webhooks } from '../../../openapi/hub.d.ts'
import { readDocument, type Json } from '../../../openapi/document.ts'
import { bearerGuard } from './access/bearer.ts'
import { callerOf } from './access/caller-of.ts'
import { tokenHandlers } from './access/token-endpoint.ts'
import { answerTokenProblem } from './access/token-problem.ts'
import { viewOf, type View } from '../../ground/access/visible.ts'
import { formFormats } from '../../ground/form/formats.ts'
import { newFormChecker, type FormChecker } from '../../ground/form/form-checker.ts'
import { listApplications, readApplication, type Application } from '../../views/applications.ts'
import { answeredBefore, submit } from '../../cases/submit.ts'
import { supplement } from '../../cases/supplement.ts'
import { readTimeline } from '../../views/timeline.ts'
import { withdraw } from '../../cases/withdraw.ts'
import { checkLink } from '../../records/attachments/link.ts'
import { readAttachment, storeAttachment } from '../../records/attachments/attachments.ts'
import { auditHandlers } from './audit-handlers.ts'
import { receive } from '../../engines/callbacks/receive.ts'
import { newSourceCheck } from './callback-source.ts'
import { newCatalogue } from '../../views/catalogue.ts'
import { serveContract, type Handlers } from '../../../openapi/serve-contract.ts'
import type { Slug } from '../../enterprises/profiles.ts'
import type { Hub } from '../../hub.ts'
import { limitClients } from './limits/client.ts'
import { connectionLimits, letGoWhenStopping, limitHeaders } from './limits/connection.ts'
import { isIJson } from './limits/i-json.ts'
import { webhookHandlers } from './webhook-handlers.ts'
import { observeHandlers } from './observe-handlers.ts'
import { requestId } from './request-id.ts'
import { observeRequests } from './requests.ts'
import { operatorHandlers } from './operator-handlers.ts'
import { personalHandlers } from './personal-handlers.ts'
import { answerError, answerProblems } from './answer-problems.ts'
import { Problem } from '../../ground/problem/problem.ts'

/** The operations the hub answers; a webhook, named as its operation, is one it calls. */
type Served = Omit<operations, keyof webhooks>

export function buildApp (hub: Hub): FastifyInstance {
  const app = newApp(hub)
  const contract = readContract()
  acceptJson(app)
  document(app, contract)
  repeatAnswers(app, hub)
  serve(app, hub, contract)
  return app
}

/** Of a process that only delivers: what the platform it runs on asks, and nothing of the portal's and the enterprises'. */
export function buildWorkerApp (hub: Hub): FastifyInstance {
  const app = newApp(hub)
  const contract = readContract()
  const asked = Object.entries<Json>(contract['paths']).filter(([, methods]) => Object.values<Json>(methods).every(({ tags }) => tags?.includes('health')))
  serve(app, hub, contract, Object.fromEntries(asked))
  return app
}

function newApp (hub: Hub): FastifyInstance {
  const app = Fastify({
    loggerInstance: hub.log as FastifyBaseLogger,
    bodyLimit: hub.settings.hub.bodyLimit,
    trustProxy: hub.settings.hub.gateway,
    ...connectionLimits(hub.settings.hub.limits),
    genReqId: ({ headers }) => requestId(headers),
    // While it closes observeRequests answers, with a problem.
    return503OnClosing: false,
    // The serialiser compiles the whole contract, whose conditions its strict mode does not understand.
    serializerOpts: { ajv: { strictTypes: false } },
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: answerError
  })
  observeRequests(app, hub)
  answerProblems(app)
  secureAnswers(app)
  limitHeaders(app)
  letGoWhenStopping(app, hub)
  limitClients(app, hub.settings.hub.limits)
  return app
}

function readContract (): Json {
  return readDocument(new URL('../../../openapi/hub.yaml', import.meta.url))
}

/** Serves the operations at `paths`, all of them unless given. */
function serve (app: FastifyInstance, hub: Hub, contract: Json, paths: Json = contract['paths']): void {
  serveContract<Served>(app, { ...contract, paths }, handlers(hub, newFormChecker(contract), contract), {
    guards: { oauth2: bearerGuard(hub) },
    failures: { issueToken: answerTokenProblem },
    formats: formFormats(hub.now),
    fileLimit: hub.settings.hub.attachmentLimit
  })
}

/** Browsers are to do nothing with an answer, and nobody on the way keeps it: it may tell of a person. The documentation has its own policy. */
function secureAnswers (app: FastifyInstance): void {
  app.register(helmet, { contentSecurityPolicy: { useDefaults: false, directives: { 'default-src': "'none'", 'frame-ancestors': "'none'" } } })
  app.addHook('onRequest', async (_request, reply) => { reply.header('cache-control', 'no-store') })
}

/** JSON in UTF-8 (RFC 8259; bytes that are not would else be stored as replacement characters) that every reader understands the same. */
function acceptJson (app: FastifyInstance): void {
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

/** `/docs` for people, `/openapi.json` and `/openapi.yaml` for programs. */
function document (app: FastifyInstance, contract: Record<string, any>): void {
  app.register(swagger, { mode: 'static', specification: { document: contract as any } })
  app.register(swaggerUi, { routePrefix: '/docs', staticCSP: true })
  app.register(async scope => {
    scope.get('/openapi.json', { schema: { hide: true } }, async () => contract)
    scope.get('/openapi.yaml', { schema: { hide: true } }, async (_request, reply) => reply.type('application/yaml').send(stringify(contract)))
  })
}

/** A repeated submission is answered as the first was, before its form is looked at. */
function repeatAnswers (app: FastifyInstance, hub: Hub): void {
  app.addHook('preValidation', async (request, reply) => {
    const key = request.headers['idempotency-key']
    if (request.routeOptions.config.operationId !== 'submitApplication' || typeof key !== 'string') return
    const answer = await answeredBefore(hub, { client: callerOf(request).id, key }, request.body)
    if (answer) return reply.send(accepted(reply, answer))
  })
}

function accepted (reply: FastifyReply, application: Application): Application {
  reply.code(202).header('location', `/v1/applications/${application.jointNumber}`)
  return application
}

function handlers (hub: Hub, checkForm: FormChecker, contract: Json): Handlers<Served> {
  const checkSource = newSourceCheck(hub)

  async function callback (request: FastifyRequest<any>, reply: FastifyReply): Promise<Buffer | string> {
    const { enterprise } = request.params as { enterprise: Slug }
    checkSource(enterprise, { address: request.ip, peer: request.socket.remoteAddress ?? '', headers: request.headers })
    const { status, headers, body } = await receive(hub, enterprise, nativeRequest(request))
    reply.code(status).headers(headers)
    return body
  }

  const view = (request: FastifyRequest<any>): View => viewOf(callerOf(request))
  const catalogue = newCatalogue(hub)
  return {
    submitApplication: async (request, reply) => accepted(reply, await submit(hub, callerOf(request).id, request.headers['idempotency-key'], request.body)),
    withdrawApplication: async (request, reply) => accepted(reply, await withdraw(hub, view(request), request.params.jointNumber, request.body)),
    supplementApplication: async (request, reply) => accepted(reply, await supplement(hub, checkForm, callerOf(request), request.params.jointNumber, request.body)),
    listApplications: request => listApplications(hub, view(request), request.query),
    readApplication: request => readApplication(hub, view(request), request.params.jointNumber),
    readTimeline: request => readTimeline(hub, view(request), request.params.jointNumber),
    async uploadAttachment (request, reply) {
      const attachment = await storeAttachment(hub, callerOf(request).id, await onlyFile(request))
      reply.code(201)
      return attachment
    },
    async readAttachment (request, reply) {
      const { attachmentId } = request.params
      checkLink(hub, attachmentId, request.query.expires, request.query.signature)
      const { mediaType, content } = await readAttachment(hub, attachmentId)
      reply.type(mediaType).headers({ 'content-disposition': 'attachment', 'x-content-type-options': 'nosniff', 'cache-control': 'private, no-store' })
      return content
    },
    ...personalHandlers(hub),
    listEnterprises: async () => ({ enterprises: await catalogue() }),
    receiveCallback: callback,
    receiveListenerEvent: callback,
    ...tokenHandlers(hub, contract),
    ...webhookHandlers(hub),
    ...operatorHandlers(hub),
    ...auditHandlers(hub),
    ...observeHandlers(hub)
  }
}

/** The one file of a multipart body. What is wrong with the body is the sender's fault, whichever way the parser says so. */
async function onlyFile (request: FastifyRequest<any>): Promise<Buffer> {
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

function nativeRequest (request: FastifyRequest): NativeRequest {
  return {
    method: request.method,
    url: request.raw.url!,
    query: Object.fromEntries(new URL(request.raw.url!, 'http://hub').searchParams),
    headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value])),
    body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
  }
}
