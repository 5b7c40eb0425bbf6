/** Assembles the HTTP side of the hub: one Fastify, watched and limited, that serves the contract. */
import { readFileSync } from 'node:fs'
import helmet from '@fastify/helmet'
import Fastify, { type FastifyInstance } from 'fastify'
import { readDocument, type Json } from '../../../openapi/document.ts'
import type { operations, webhooks } from '../../../openapi/hub.d.ts'
import { serveContract, type Handlers } from '../../../openapi/serve-contract.ts'
import type { FormChecks } from '../../cases/check-application.ts'
import { dayAt } from '../../ground/calendar/chinese-time.ts'
import { newFormChecker, newPartReader } from '../../ground/form/form-checker.ts'
import { formFormats } from '../../ground/form/formats.ts'
import type { Hub } from '../../hub.ts'
import { bearerGuard } from './access/bearer.ts'
import { refuseForeignSignIns } from './access/session-cookie.ts'
import { sessionGuard } from './access/session-guard.ts'
import { tokenHandlers } from './access/token-endpoint.ts'
import { answerTokenProblem } from './access/token-problem.ts'
import { accountHandlers } from './account-handlers.ts'
import { answerError, answerProblems } from './answer-problems.ts'
import { applicationHandlers, repeatOrProblem } from './application-handlers.ts'
import { attachmentHandlers } from './attachment-handlers.ts'
import { auditHandlers } from './audit-handlers.ts'
import { acceptJson, AROUND_FILE } from './bodies.ts'
import { calendarHandlers } from './calendar-handlers.ts'
import { callbackHandlers } from './callback-handlers.ts'
import { clockHandlers } from './clock-handlers.ts'
import { serveConsole } from './console.ts'
import { deskHandlers } from './desk-handlers.ts'
import { serveDocumentation } from './documentation.ts'
import { draftHandlers } from './draft-handlers.ts'
import { filingHandlers } from './filing-handlers.ts'
import { figureHandlers } from './figure-handlers.ts'
import { limitClients } from './limits/client.ts'
import { connectionLimits, letGoWhenStopping, limitHeaders } from './limits/connection.ts'
import { refuseNul } from './limits/refuse-nul.ts'
import { logOfRequests } from './logged-request.ts'
import { answerOtherMethods } from './methods.ts'
import { observeHandlers } from './observe-handlers.ts'
import { operatorHandlers } from './operator-handlers.ts'
import { personalHandlers } from './personal-handlers.ts'
import { servePlainPageStyle } from './plain-pages.ts'
import { failProgress, progressHandlers } from './progress-handlers.ts'
import { answerProviderProblem, providerHandlers, PROVIDER_OPERATIONS } from './provider-handlers.ts'
import { ratingFailures, ratingHandlers } from './rating-handlers.ts'
import { requestId } from './request-id.ts'
import { observeRequests } from './requests.ts'
import { sessionHandlers } from './session-handlers.ts'
import { visitHandlers } from './visit-handlers.ts'
import { webhookHandlers } from './webhook-handlers.ts'

/** The operations the hub answers; a webhook, named as its operation, is one it calls. */
type Served = Omit<operations, keyof webhooks>

export function buildApp (hub: Hub): FastifyInstance {
  const app = newApp(hub)
  const contract = readContract()
  acceptJson(app)
  serveDocumentation(app, contract, readFileSync(CONTRACT, 'utf8'))
  serveConsole(app, hub.log)
  servePlainPageStyle(app)
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
    loggerInstance: logOfRequests(hub),
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
  refuseNul(app)
  answerOtherMethods(app)
  refuseForeignSignIns(app, hub.settings.access.people)
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

const CONTRACT = new URL('../../../openapi/hub.yaml', import.meta.url)

function readContract (): Json {
  return readDocument(CONTRACT)
}

/** Serves the operations at `paths`, all of them unless given. */
function serve (app: FastifyInstance, hub: Hub, contract: Json, paths: Json = contract['paths']): void {
  const checks = { checkForm: newFormChecker(contract, isWorkingDayIn(hub)), readParts: newPartReader(contract) }
  serveContract<Served>(app, { ...contract, paths }, handlers(hub, contract, checks), {
    guards: { oauth2: bearerGuard(hub), session: sessionGuard(hub) },
    failures: {
      issueToken: answerTokenProblem,
      submitApplication: repeatOrProblem(hub, checks.readParts),
      readProgressForm: failProgress(hub),
      readProgress: failProgress(hub),
      ...ratingFailures(hub),
      ...Object.fromEntries(PROVIDER_OPERATIONS.map(id => [id, answerProviderProblem]))
    },
    formats: formFormats(hub.now, isWorkingDayIn(hub)),
    formLimit: hub.settings.hub.attachmentLimit + AROUND_FILE,
    strictQuery: true
  })
}

/** As the calendar is at the moment. */
function isWorkingDayIn ({ calendar }: Hub): (time: Date) => boolean {
  return time => calendar.current().isWorkingDay(dayAt(time.getTime()))
}

function handlers (hub: Hub, contract: Json, checks: FormChecks): Handlers<Served> {
  return {
    ...accountHandlers(hub),
    ...applicationHandlers(hub, checks),
    ...attachmentHandlers(hub),
    ...auditHandlers(hub),
    ...calendarHandlers(hub),
    ...callbackHandlers(hub),
    ...clockHandlers(hub),
    ...draftHandlers(hub),
    ...figureHandlers(hub),
    ...filingHandlers(hub),
    ...deskHandlers(hub),
    ...observeHandlers(hub),
    ...operatorHandlers(hub),
    ...personalHandlers(hub),
    ...progressHandlers(hub),
    ...providerHandlers(hub),
    ...ratingHandlers(hub),
    ...sessionHandlers(hub),
    ...tokenHandlers(hub, contract),
    ...visitHandlers(hub),
    ...webhookHandlers(hub)
  }
}
