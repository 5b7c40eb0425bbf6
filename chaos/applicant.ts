/**
 * Plays the portal towards the hub: submits, withdraws, brings the material that is asked for. It does what the
 * contract tells a portal to do when there is no answer, or one that is no answer: the same again under the same
 * Idempotency-Key.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { PIXEL } from '../kit/submit.ts'
import { newCaller, type Call } from '../kit/caller.ts'
import type { components } from '../openapi/hub.d.ts'
import type { OrderProgressed } from '../simulators/portal.ts'
import type { PlannedApplication } from './plan.ts'

type Application = components['schemas']['Application']

export interface Applicant {
  /** Joint numbers by key, of everything that was accepted. */
  accepted: Map<string, string>
  /** Answers that the contract does not foresee for what was asked. */
  surprises: string[]
  /** Requests that were sent again because there was no answer, or none that settled the matter. */
  repeats: number
  /** Ends when the application was accepted, and withdrawn if it was to be. */
  apply (application: PlannedApplication): Promise<void>
  /** To be told of every event, to bring what an enterprise asks for. */
  progressed (event: OrderProgressed['data']): void
  /** Requests that have no answer yet. */
  asking: Set<Question>
  /** Asks no more. */
  end (): void
}

interface Question { path: string }

interface Answer { status: number, body: any }

/** Milliseconds that an answer is waited for, and until the next attempt. */
const PATIENCE = 5_000
const PAUSE = 200

/**
 * Connections that it has, as a portal's pool is bounded. Without that everything that waits would be asked again at
 * once, again and again, and a machine that is slow enough to miss PATIENCE would do nothing else.
 */
const AT_ONCE = 16

export function newApplicant (hubUrl: string): Applicant {
  const call = newCaller(hubUrl)
  const turns = newTurns(AT_ONCE)
  const ended = new AbortController()

  /** Asks until the answer settles the matter. */
  async function ask (path: string, request: RequestInit): Promise<Answer> {
    const question = { path }
    applicant.asking.add(question)
    while (!ended.signal.aborted) {
      const answer = await turns(() => answerOf(call, path, request))
      if (answer && isFinal(answer)) {
        applicant.asking.delete(question)
        return answer
      }
      applicant.repeats++
      await sleep(PAUSE)
    }
    throw new Error(`no answer from ${path} before the end`)
  }

  function post (body: unknown, headers: Record<string, string> = {}): RequestInit {
    return { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) }
  }

  async function submit ({ key, form, files = [] }: PlannedApplication): Promise<() => Promise<void>> {
    const attachments = await Promise.all(files.map(async kind => {
      const body = new FormData()
      body.append('file', new Blob([PIXEL]), 'photo.png')
      return { id: (await ask('/v1/attachments', { method: 'POST', body })).body.id as string, kind }
    }))
    const request = post({ ...form, ...attachments.length > 0 && { attachments } }, { 'idempotency-key': key })
    return async () => {
      const { status, body } = await ask('/v1/applications', request)
      const { jointNumber } = body as Application
      const before = applicant.accepted.get(key) ?? jointNumber
      if (status !== 202 || before !== jointNumber) surprise(`${key} submitted`, status, body)
      else applicant.accepted.set(key, jointNumber)
    }
  }

  async function withdraw (key: string): Promise<void> {
    const path = `/v1/applications/${applicant.accepted.get(key)}/withdrawal`
    const { status, body } = await ask(path, post({ reason: '暂不办理' }))
    if (status !== 202 && body.code !== 'nothing-to-withdraw') surprise(`${key} withdrawn`, status, body)
  }

  async function supplement ({ jointNumber, enterprise }: OrderProgressed['data']): Promise<void> {
    const changes = { basic: { phone: '13800000099' } }
    const { status, body } = await ask(`/v1/applications/${jointNumber}/supplement`, post({ enterprise, changes }))
    // By now it may have been withdrawn, or brought already by a request whose answer was lost.
    const isLate = ['no-material-wanted', 'supplement-under-way'].includes(body.code)
    if (status !== 202 && !isLate) surprise(`${jointNumber} ${enterprise} supplemented`, status, body)
  }

  function surprise (what: string, status: number, body: unknown): void {
    applicant.surprises.push(`${what}: ${status} ${JSON.stringify(body).slice(0, 300)}`)
  }

  const applicant: Applicant = {
    accepted: new Map(),
    surprises: [],
    repeats: 0,
    asking: new Set(),
    async apply (application) {
      const { key, again, withdrawAfter } = application
      const send = await submit(application)
      await send()
      if (again) await send()
      if (withdrawAfter === undefined || !applicant.accepted.has(key)) return
      await sleep(withdrawAfter)
      await withdraw(key)
    },
    progressed (event) {
      if (event.state !== 'needsMaterial') return
      supplement(event).catch((error: Error) => { applicant.surprises.push(error.message) })
    },
    end () { ended.abort() }
  }
  return applicant
}

/** Lets so many work at a time; the others wait for their turn, first come, first served. */
function newTurns (most: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: Array<() => void> = []
  let busy = 0
  return async work => {
    if (busy === most) await new Promise<void>(resolve => { waiting.push(resolve) })
    else busy++
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else busy--
    }
  }
}

/** Not one that asks for patience. */
function isFinal ({ status, body }: Answer): boolean {
  return status < 500 && status !== 429 && body.code !== 'idempotency-key-busy'
}

/** Nothing when the connection breaks, the answer does not come in time, or is no JSON. */
async function answerOf (call: Call, path: string, request: RequestInit): Promise<Answer | undefined> {
  try {
    const answer = await call(path, { ...request, signal: AbortSignal.timeout(PATIENCE) })
    return { status: answer.status, body: await answer.json() }
  } catch {
    return undefined
  }
}
