/** Assembles the HTTP side of the hub: one Fastify, watched and limited, that serves the contract. */
import helmet from '@fastify/helmet'
import Fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import { readDocument, type Json } from '../../../openapi/document.ts'
import type { operations, webhooks } from '../../../openapi/hub.d.ts'
import { serveContract, type Handlers } from '../../../openapi/serve-contract.ts'
import { newFormChecker } from '../../ground/form/form-checker.ts'
import { formFormats } from '../../ground/form/formats.ts'
import type { Hub } from '../../hub.ts'
import { bearerGuard } from './access/bearer.ts'
import { tokenHandlers } from './access/token-endpoint.ts'
import { answerTokenProblem } from './access/token-problem.ts'
import { answerError, answerProblems } from './answer-problems.ts'
import { applicationHandlers, repeatOrProblem } from './application-handlers.ts'
import { attachmentHandlers } from './attachment-handlers.ts'
import { auditHandlers } from './audit-handlers.ts'
import { acceptJson } from './bodies.ts'
import { callbackHandlers } from './callback-handlers.ts'
import { serveDocumentation } from './documentation.ts'
import { limitClients } from './limits/client.ts'
import { connectionLimits, letGoWhenStopping, limitHeaders } from './limits/connection.ts'
import { observeHandlers } from './observe-handlers.ts'
import { operatorHandlers } from './operator-handlers.ts'
import { personalHandlers } from './personal-handlers.ts'
import { requestId } from './request-id.ts'
import { observeRequests } from './requests.ts'
import { webhookHandlers } from './webhook-handlers.ts'

/** The operations the hub answers; a webhook, named as its operation, is one it calls. */
type Served = Omit<operations, keyof webhooks>

export function buildApp (hub: Hub): FastifyInstance {
  const app = newApp(hub)
  const contract = readContract()
  acceptJson(app)
  serveDocumentation(app, contract)
  serve(app, hub, contract)
  return app
}

/**
 * Of a process that only delivers: what the platform it runs on asks, and nothing of the portal's and the enterprises'.
 */
export function buildWorkerApp (hub: Hub): FastifyInstance {
  const app = newApp(hub)
  const contract = readContract()
  const asked = Object.entries<Json>(contract['paths']).filter(([, methods]) =>
    Object.values<Json>(methods).every(({ tags }) => tags?.includes('health')))
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

/**
 * Browsers are to do nothing with an answer, and nobody on the way keeps it: it may tell of a person. The documentation
 * has its own policy.
 */
function secureAnswers (app: FastifyInstance): void {
  const directives = { 'default-src': "'none'", 'frame-ancestors': "'none'" }
  app.register(helmet, { contentSecurityPolicy: { useDefaults: false, directives } })
  app.addHook('onRequest', async (_request, reply) => { reply.header('cache-control', 'no-store') })
}

function readContract (): Json {
  return readDocument(new URL('../../../openapi/hub.yaml', import.meta.url))
}

/** Serves the operations at `paths`, all of them unless given. */
function serve (app: FastifyInstance, hub: Hub, contract: Json, paths: Json = contract['paths']): void {
  serveContract<Served>(app, { ...contract, paths }, handlers(hub, contract), {
    guards: { oauth2: bearerGuard(hub) },
    failures: { issueToken: answerTokenProblem, submitApplication: repeatOrProblem(hub) },
    formats: formFormats(hub.now),
    fileLimit: hub.settings.hub.attachmentLimit,
    strictQuery: true
  })
}

function handlers (hub: Hub, contract: Json): Handlers<Served> {
  return {
    ...applicationHandlers(hub, newFormChecker(contract)),
    ...attachmentHandlers(hub),
    ...auditHandlers(hub),
    ...callbackHandlers(hub),
    ...observeHandlers(hub),
    ...operatorHandlers(hub),
    ...personalHandlers(hub),
    ...tokenHandlers(hub, contract),
    ...webhookHandlers(hub)
  }
}
