/**
 * Plays the portal towards the hub: submits, withdraws, brings the material that is asked for. It does what the
 * contract tells a portal to do when there is no answer, or one that is no answer: the same again under the same
 * Idempotency-Key.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { PIXEL } from '../kit/submit.ts'
import { newCaller } from '../kit/caller.ts'
import type { components } from '../openapi/hub.d.ts'
import type { OrderProgressed } from '../simulators/portal.ts'
import { newAsking, post, surprise, type Answer, type Question } from './asking.ts'
import type { PlannedApplication } from './plan.ts'

type Application = components['schemas']['Application']

export interface Applicant {
  /** Joint numbers by key, of everything that was accepted. */
  accepted: Map<string, string>
  /** Answers that the contract does not foresee for what was asked. */
  surprises: string[]
  /** Requests that were sent again because there was no answer, or none that settled the matter. */
  readonly repeats: number
  /** Ends when the application was accepted, and withdrawn if it was to be. */
  apply (application: PlannedApplication): Promise<void>
  /** To be told of every event, to bring what an enterprise asks for. */
  progressed (event: OrderProgressed['data']): void
  /** Requests that have no answer yet. */
  asking: Set<Question>
  /** Asks no more. */
  end (): void
}

export function newApplicant (hubUrl: string): Applicant {
  const asking = newAsking(newCaller(hubUrl))
  const { ask } = asking

  async function submit ({ key, form, files = [] }: PlannedApplication): Promise<() => Promise<void>> {
    const attachments = await Promise.all(files.map(async kind => {
      const body = new FormData()
      body.append('file', new Blob([PIXEL]), 'photo.png')
      return { id: (await ask('/v1/attachments', { method: 'POST', body })).body.id as string, kind }
    }))
    const request = post({ ...form, ...attachments.length > 0 && { attachments } }, { 'idempotency-key': key })
    return async () => {
      const answer = await ask('/v1/applications', request)
      const { jointNumber } = answer.body as Application
      const before = applicant.accepted.get(key) ?? jointNumber
      if (answer.status !== 202 || before !== jointNumber) surprised(`${key} submitted`, answer)
      else applicant.accepted.set(key, jointNumber)
    }
  }

  async function withdraw (key: string): Promise<void> {
    const path = `/v1/applications/${applicant.accepted.get(key)}/withdrawal`
    const answer = await ask(path, post({ reason: '暂不办理' }))
    if (answer.status !== 202 && answer.body.code !== 'nothing-to-withdraw') surprised(`${key} withdrawn`, answer)
  }

  async function supplement ({ jointNumber, enterprise }: OrderProgressed['data']): Promise<void> {
    const changes = { basic: { phone: '13800000099' } }
    const answer = await ask(`/v1/applications/${jointNumber}/supplement`, post({ enterprise, changes }))
    // By now it may have been withdrawn, or brought already by a request whose answer was lost.
    const isLate = ['no-material-wanted', 'supplement-under-way'].includes(answer.body.code)
    if (answer.status !== 202 && !isLate) surprised(`${jointNumber} ${enterprise} supplemented`, answer)
  }

  function surprised (what: string, answer: Answer): void {
    applicant.surprises.push(surprise(what, answer))
  }

  const applicant: Applicant = {
    accepted: new Map(),
    surprises: [],
    get repeats () { return asking.repeats },
    asking: asking.open,
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
    end: asking.end
  }
  return applicant
}
