/**
 * Messages that are written otherwise than their document says: every way in which only one thing can be meant gives the same
 * reading, every other is refused. With the messages of all profiles' cases.
 */
import { test, type Test } from 'tap'
import { DateTime } from 'luxon'
import { CallbackRefused, Failure } from '../../adapters/failure.ts'
import { putAsMeant } from '../../adapters/as-meant.ts'
import { readNativeContract } from '../../openapi/document.ts'
import { profiles as registry } from '../../src/enterprises/profiles.ts'
import { adapterCases, type AdapterCase } from '../kit/adapter-cases.ts'
import { connectAdapter, profiles, type Connected } from '../kit/connected-adapter.ts'
import { onLoopback } from '../kit/loopback.ts'
import { writePlainly, type Wire } from '../kit/wire/wire.ts'

/** A message of a case; `say` has it read with another body. */
interface Spoken { profile: string, description: string, body: any, say (body: unknown): Promise<Reading> }
type Reading = { read: unknown } | { refused: string, alerts: boolean }

async function readingOf (reading: () => Promise<unknown>): Promise<Reading> {
  try {
    return { read: await reading() }
  } catch (error) {
    if (error instanceof CallbackRefused) return { refused: error.reason, alerts: error.genuine }
    if (error instanceof Failure) return { refused: error.facts.code, alerts: error.facts.alert ?? false }
    throw error
  }
}

/** What it means: a number or a remark that is empty says nothing. */
function meant (profile: string, { reference, nativeNumber, status }: { reference?: string, nativeNumber?: string, status: unknown }): unknown {
  return { reference, nativeNumber: nativeNumber || undefined, progress: registry.get(profile)!.mapping.progress(status) }
}

function told (t: Test, wire: Wire, profile: string, { adapter, context, clock }: Connected, given: AdapterCase): Spoken {
  const { callback, description } = given
  return {
    profile,
    description,
    body: callback!.body,
    say: body => readingOf(async () => meant(profile, await adapter.callback!.accept(wire.tell!({ ...callback!, body }, { settings: context.settings, now: clock.now }))))
  }
}

function answered (t: Test, wire: Wire, profile: string, given: AdapterCase): Spoken {
  const { call, opening, exchanges = [], description } = given
  const { answer } = exchanges.at(-1)!
  if (typeof answer === 'string') throw new Error(answer)
  return {
    profile,
    description,
    body: answer.body,
    async say (body) {
      const answers = [...opening, ...exchanges.slice(0, -1), { answer: { ...answer, body } }]
      const enterprise: { connected?: Connected } = {}
      const url = await onLoopback(t, async request => {
        const { answer } = answers.shift()!
        if (typeof answer === 'string') throw new Error(answer)
        return (wire.write ?? writePlainly)(answer, request, { settings: enterprise.connected!.context.settings, now: enterprise.connected!.clock.now })
      })
      const connected = enterprise.connected = connectAdapter(t, profile, { baseUrl: url })
      return await readingOf(async () => meant(profile, await connected.adapter.inquire(call![1] as any) as any))
    }
  }
}

async function spokenOf (t: Test, profile: string): Promise<Spoken[]> {
  const { wire } = await import(`../kit/wire/${profile}.ts`) as { wire: Wire }
  const cases = adapterCases(profile).filter(({ settings, steps, now, simulator }) => !settings && !steps && !now && !simulator)
  const tells = cases.filter(({ callback, accepted }) => callback && accepted && isMessage(callback.body) && Object.keys(callback.changed ?? {}).length === 0)
  const answers = cases.filter(({ call, outcome, exchanges }) =>
    call?.[0] === 'inquire' && (outcome as any)?.kind === 'found' && isMessage((exchanges?.at(-1)?.answer as any)?.body))
  const url = await onLoopback(t, async request => wire.standing?.(request) ?? { status: 500, headers: {}, body: '' })
  const connected = connectAdapter(t, profile, { baseUrl: url })
  return [...tells.slice(0, 2).map(given => told(t, wire, profile, connected, given)), ...answers.slice(0, 2).map(given => answered(t, wire, profile, given))]
}

function isMessage (body: unknown): boolean {
  return typeof body === 'object' && body !== null
}

type Place = Array<string | number>

function leavesOf (value: any, place: Place = []): Array<{ place: Place, value: unknown }> {
  if (typeof value !== 'object' || value === null) return [{ place, value }]
  return Object.entries(value).flatMap(([key, item]) => leavesOf(item, [...place, Array.isArray(value) ? Number(key) : key]))
}

/** The body with something else in one place; `undefined` takes it away. */
function changed (body: any, place: Place, value: unknown): any {
  const copy = structuredClone(body)
  const at = place.slice(0, -1).reduce((at: any, key) => at[key], copy)
  if (value === undefined) delete at[place.at(-1)!]
  else at[place.at(-1)!] = value
  return copy
}

const TIME = /^\d{4}-?\d{2}-?\d{2}[ T]?\d{2}:?\d{2}(:?\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/

/** The same moment, at a full minute, in many writings. */
const MOMENTS = [
  'yyyy-MM-dd HH:mm:ss', 'yyyy-MM-dd HH:mm', 'yyyy-M-d H:mm', 'yyyy/MM/dd HH:mm:ss', "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm", 'yyyy-MM-dd HH:mm:ss.SSS',
  "yyyy-MM-dd'T'HH:mm:ss.SSSZZ", "yyyy-MM-dd'T'HH:mmZZ", 'yyyy-MM-dd HH:mm:ss ZZ', 'yyyyMMddHHmmss', 'yyyyMMddHHmm', 'yyyyMMddHHmmssSSS', "yyyyMMdd'T'HHmmssZZZ"
]
const NO_MOMENTS = ['05.01.2026', '2026-01-05', '10:15', '2026-02-30 10:15:61', 'soon', '1767576615', '01/05/2026 10:15']

/** Of all that is told the hub has no use for it, so nothing is demanded of it. */
const UNREAD = new Set(['requestedStartDate'])

for (const profile of profiles) {
  test(profile, async t => {
    const { wire } = await import(`../kit/wire/${profile}.ts`) as { wire: Wire }
    const isXml = wire.tell !== undefined && profile === 'telecom'
    const messages = await spokenOf(t, profile)
    t.ok(messages.length >= (registry.get(profile)!.statusBy === 'callback' ? 2 : 1), 'there are messages')
    for (const { description, body, say } of messages) {
      await t.test(description, async t => {
        const right = await say(body)
        t.ok('read' in right)
        for (const { place, value } of leavesOf(body)) {
          const where = place.join('/')
          const without = await say(changed(body, place, undefined))
          if (!isXml && typeof place.at(-1) === 'string') {
            const blank = await say(changed(body, place, null))
            t.strictSame(blank, without, `${where}: null is missing`)
          }
          if (!isXml) {
            const odd = await say(changed(body, place, { odd: true }))
            if ('refused' in odd) t.ok(odd.alerts, `${where}: what cannot be read alerts`)
            else t.strictSame(odd, right, `${where}: it is not read`)
          }
          if ('refused' in without) t.ok(without.alerts, `${where}: what is missing alerts`)
          if (!isXml && typeof value === 'string' && /^(0|[1-9]\d{0,14})$/.test(value)) {
            t.strictSame(await say(changed(body, place, Number(value))), right, `${where}: a number for the text`)
          }
          if (!isXml && typeof value === 'number') t.strictSame(await say(changed(body, place, String(value))), right, `${where}: a text for the number`)
          if (!/time|date/i.test(String(place.at(-1))) || typeof value !== 'string' || !TIME.test(value)) continue
          const full = DateTime.fromISO('2026-01-05T10:15:00+08:00', { zone: 'UTC+8' })
          const moment = await say(changed(body, place, full.toFormat(MOMENTS[profile === 'enn' || profile === 'anguang' ? 7 : isXml || /^\d+$/.test(value) ? 10 : 0]!)))
          t.ok('read' in moment, where)
          for (const format of MOMENTS) t.strictSame(await say(changed(body, place, full.toFormat(format))), moment, `${where}: ${full.toFormat(format)}`)
          if (!isXml) t.strictSame(await say(changed(body, place, 20260105101500)), moment, `${where}: a number`)
          t.strictSame(await say(changed(body, place, '2026-01-05T02:15:00Z')), moment, `${where}: elsewhere`)
          for (const text of UNREAD.has(where.split('/').at(-1)!) ? [] : NO_MOMENTS) t.match(await say(changed(body, place, text)), { refused: /malformed|unreadable/, alerts: true }, `${where}: ${text}`)
        }
      })
    }
  })
}

test('times of every contract say how they are written', async t => {
  for (const profile of profiles) t.match(JSON.stringify(readNativeContract(profile)), /"x-time":"/, profile)
})

test('what is not certain is left as it is', async t => {
  const left = (given: unknown, schema: object): void => {
    const whole = { member: given }
    t.notOk(putAsMeant(whole, [{ pointer: '/member', keyword: 'type', message: '', schema }]), JSON.stringify(given))
    t.strictSame(whole, { member: given })
  }
  left(2 ** 64, { type: 'string' })
  left(1.5, { type: 'string' })
  left('1e3', { type: 'number' })
  left('007', { type: 'integer' })
  left('yes', { type: 'boolean' })
  left(1, { type: 'boolean' })
  left(true, { type: 'string' })
  left({}, { type: 'string' })
  left('2026-02-30 10:15:00', { type: 'string', 'x-time': 'iso' })
  t.notOk(putAsMeant([null], [{ pointer: '/0', keyword: 'type', message: '', schema: { type: 'string' } }]), 'nothing takes the place of an item')
  t.notOk(putAsMeant({}, [{ pointer: '/__proto__/x', keyword: 'type', message: '', schema: { type: 'string' } }]))
})
