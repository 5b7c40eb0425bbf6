/**
 * The worst that an enterprise may answer within the limits of its profile: an answer that is read (a case of
 * test/fixtures/<profile>/adapter/) with the worst there is in each of its places.
 */
import type { Test } from 'tap'
import type { NativeAnswer, NativeRequest } from '../../adapters/adapter.ts'
import { Failure } from '../../adapters/failure.ts'
import { newHttpClient } from '../../adapters/http.ts'
import { beyond } from '../../openapi/extent.ts'
import { APPROVALS, approvals } from '../../src/enterprises/approvals.ts'
import { profiles as registry } from '../../src/enterprises/profiles.ts'
import { openLog } from '../../src/ground/observe/log.ts'
import type { PersonalValues } from '../../src/ground/redaction/personal-values.ts'
import type { Vault } from '../../src/ground/sealing/vault.ts'
import { storeExchange } from '../../src/records/trail/exchanges.ts'
import { collectMessages, trailObserver, type SentMessage } from '../../src/records/trail/messages.ts'
import { adapterContext } from './adapter-context.ts'
import { adapterCases, type AdapterCase, type Exchange } from './adapter-cases.ts'
import { definitionOf, NOW, profileSettings, systems } from './connected-adapter.ts'
import { onLoopback } from './loopback.ts'
import { argument } from './run-adapter-case.ts'
import type { GivenAnswer, Wire } from './wire/wire.ts'
import { writePlainly } from './wire/wire.ts'
import { wireOf, worstBodies, worstOf } from './worst-messages.ts'

export interface WorstAnswer {
  what: string
  /** The hub's part of an exchange, from the call of the adapter to what the trail keeps. */
  work (): Promise<void>
  /** What the last time came to. */
  outcome (): 'read' | 'failed'
}

/** The applicant's, which are looked for in all that is kept. */
const PERSONAL: PersonalValues = {
  identity: ['11010519491231002X', '13800000001'], words: ['王小梅', '泾川镇稼祥中路12号3幢502室', '泾县云岭餐饮有限公司']
}

type Answers = (t: Test) => AsyncGenerator<WorstAnswer>

/** By profile, and of the approvals system. */
export async function worstAnswers (vault: Vault): Promise<Map<string, Answers>> {
  return new Map(await Promise.all(systems.map(async (profile): Promise<[string, Answers]> => {
    const wire = await wireOf(profile)
    // Whatever else is asked is answered in the same words, and read by the same functions.
    const cases = ['place', 'submit', 'inquire'].flatMap(operation => readCase(profile, operation) ?? [])
    return [profile, async function * (t) { for (const given of cases) yield * answersTo(t, { profile, wire, given, vault }) }]
  })))
}

/** The first in which an answer is read with success. */
function readCase (profile: string, operation: string): AdapterCase | undefined {
  return adapterCases(profile).find(({ call, exchanges, outcome, settings, basePath }) =>
    call?.[0] === operation && !settings && !basePath && outcome !== undefined && exchanges?.length === 1 && typeof exchanges[0]!.answer !== 'string')
}

/** As the hub reads what an adapter found. */
function read (system: string, found: any): void {
  if (system === APPROVALS) for (const item of found?.items ?? []) approvals.mapping.progress(item)
  else if (found?.status !== undefined) registry.get(system)!.mapping.progress(found.status)
}

async function * answersTo (
  t: Test, { profile, wire, given, vault }: { profile: string, wire: Wire, given: AdapterCase, vault: Vault }
): AsyncGenerator<WorstAnswer> {
  const { messages, connect } = definitionOf(profile)
  const { opening = [], call: [operation, ...values] = ['place'] } = given
  const now = new Date(given.now ?? NOW)
  const usual = given.exchanges![0]!.answer as GivenAnswer
  let answers: Array<Exchange['answer'] | NativeAnswer> = []
  let asked: NativeRequest
  const written = (answer: GivenAnswer | NativeAnswer, request: NativeRequest): NativeAnswer =>
    Buffer.isBuffer(answer.body) ? answer as NativeAnswer : (wire.write ?? writePlainly)(answer as GivenAnswer, request, { settings, now })
  const baseUrl = await onLoopback(t, async request => {
    asked = request
    const answer = answers.shift() ?? 'dead'
    return typeof answer === 'string' ? answer : written(answer, request)
  })
  const settings = { ...profileSettings(profile), baseUrl }
  const http = newHttpClient({ timeout: settings.timeout, messages, now: () => now }, trailObserver(settings, () => now))
  const adapter = connect({ ...adapterContext(settings, messages, () => now), http } as any)
  t.teardown(() => adapter.close())
  const log = openLog('silent')
  let came: 'read' | 'failed' = 'failed'

  async function exchange (answer: GivenAnswer | NativeAnswer): Promise<void> {
    const sent: SentMessage[] = []
    answers = [...token ? [] : opening.map(({ answer }) => answer), answer]
    came = await collectMessages(sent, async () => {
      try {
        const found = await (adapter as any)[operation](...values.map(argument))
        read(profile, found)
        return 'read' as const
      } catch (error) {
        if (!(error instanceof Failure)) throw error
        return 'failed' as const
      }
    })
    storeExchange({ vault, log }, 1, {
      orderId: '', personal: PERSONAL, kind: operation, attempt: 1, startedAt: now, duration: 1, outcome: came, messages: sent
    })
  }

  let token = false
  await exchange(usual)
  // It is kept from here on.
  token = true
  const one = (what: string, answer: GivenAnswer | NativeAnswer): WorstAnswer =>
    ({ what: `${operation}: ${what}`, work: () => exchange(answer), outcome: () => came })
  yield one('as it is', usual)
  const within = (what: string, body: unknown): WorstAnswer[] => {
    const answer = { ...usual, body }
    return beyond(Buffer.from(written(answer, asked).body), messages) ? [] : [one(what, answer)]
  }
  if (usual.body) for (const worst of worstOf(usual.body, messages, within)) yield worst
  const headers = { 'content-type': messages.format === 'json' ? 'application/json' : 'text/xml;charset=GBK' }
  // What is no answer at all is the same to every operation.
  if (operation !== 'place' && operation !== 'submit') return
  for (const [what, body] of worstBodies(messages)) {
    for (const status of [200, 500]) yield one(`${status} ${what}`, { status, headers, body: Buffer.from(body) })
  }
}
