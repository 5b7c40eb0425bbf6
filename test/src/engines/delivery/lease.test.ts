/** An attempt that is held up on its way keeps its intent, or sends nothing more about it. */
import { test, type Test } from 'tap'
import { Failure } from '../../../../adapters/failure.ts'
import type { HttpAnswer } from '../../../../adapters/http.ts'
import { inWork } from '../../../../src/ground/database/work.ts'
import { closeIntent } from '../../../../src/records/intents/intents.ts'
import { leased, leaseFrom, underLease } from '../../../../src/engines/delivery/lease.ts'
import { newPace } from '../../../../src/engines/delivery/pace.ts'
import type { Intent } from '../../../../src/records/intents/claim-intent.ts'
import { claimIntent, intentOf } from '../../../kit/attempts.ts'
import { bareHub, type BareHub } from '../../../kit/bare-hub.ts'

/** Of the settings below: four messages of ten seconds, and twenty until a process counts as dead. */
const LEASE = 60_000

const ANSWER: HttpAnswer = { status: 200, headers: {}, body: Buffer.from('') }

async function bench (t: Test): Promise<BareHub & { begin: () => Promise<Intent>, message: () => Promise<HttpAnswer>, sent: string[] }> {
  const site = await bareHub(t, { adjust (settings) { settings.hub.takeOverAfter = '20s'; settings.enterprises.unicom.timeout = '10s' } })
  const { hub, clock, enterprise, submit } = site
  const sent: string[] = []
  const send = leased((_request, send) => send())
  return {
    ...site,
    sent,
    async begin () {
      const { intentId } = await submit()
      return intentOf(await claimIntent(hub, intentId, clock.now, leaseFrom(clock.now, hub, enterprise)))
    },
    message: () => send({ method: 'POST', url: 'http://enterprise' }, async () => {
      sent.push(clock.now.toISOString())
      return ANSWER
    })
  }
}

async function rejectsAsLost (t: Test, attempt: Promise<unknown>): Promise<void> {
  const error = await attempt.catch(error => error)
  t.ok(error instanceof Failure)
  t.match((error as Failure).facts, { comeBack: 'later', condition: 'held', code: 'lease-lost' })
}

test('a message that belongs to no attempt goes as it is', async t => {
  const { message, sent } = await bench(t)
  t.equal(await message(), ANSWER)
  t.equal(sent.length, 1)
})

test('a lease is renewed when it would not outlast another message, and not before', async t => {
  const { hub, clock, enterprise, begin, message, sent, rows } = await bench(t)
  const intent = await begin()
  const began = clock.now.getTime()
  const lease = async (): Promise<number> => (await rows('select leased_until as "leasedUntil" from intents where id = $1', [intent.id]))[0]!['leasedUntil'].getTime() - began
  await underLease(hub, enterprise, intent, async () => {
    clock.pass(30_000)
    await message()
    t.equal(await lease(), LEASE, 'thirty seconds are left: ten for the message, twenty for what follows it')
    clock.pass(1)
    await message()
    t.equal(await lease(), 30_001 + LEASE)
    clock.pass(5 * LEASE)
    await message()
    t.equal(await lease(), 30_001 + 6 * LEASE, 'nobody has taken it over, so it goes on')
  })
  t.equal(sent.length, 3)
})

test('an attempt whose intent another has taken over sends nothing more', async t => {
  const { hub, clock, enterprise, begin, message, sent, rows } = await bench(t)
  const intent = await begin()
  await underLease(hub, enterprise, intent, async () => {
    clock.pass(LEASE)
    const other = intentOf(await claimIntent(hub, intent.id, clock.now, leaseFrom(clock.now, hub, enterprise)))
    await rejectsAsLost(t, message())
    await underLease(hub, enterprise, other, async () => { await message() })
    t.strictSame(await rows('select claims, leased_until from intents where id = $1', [intent.id]), [{ claims: other.claims, leased_until: other.leasedUntil }])
  })
  t.equal(sent.length, 1)
})

test('an attempt whose intent has ended meanwhile sends nothing more', async t => {
  const { hub, clock, enterprise, begin, message, sent } = await bench(t)
  const intent = await begin()
  await underLease(hub, enterprise, intent, async () => {
    await inWork(hub, async work => closeIntent(work, intent))
    clock.pass(LEASE)
    await rejectsAsLost(t, message())
  })
  t.strictSame(sent, [])
})

test('who waits for leave to send keeps the lease meanwhile, and stops waiting when it is lost', async t => {
  const { hub, clock, enterprise, begin, rows } = await bench(t)
  const pace = newPace(hub.pool, 'unicom', { requests: 100, per: 1_000 })
  const hold = (milliseconds: number): Promise<unknown> => rows(
    "insert into pacing values ('unicom', clock_timestamp() + $1 * interval '1 millisecond') on conflict (enterprise) do update set next_at = excluded.next_at", [milliseconds])
  const intent = await begin()
  await underLease(hub, enterprise, intent, async () => {
    clock.pass(LEASE)
    await hold(300)
    await pace()
    t.strictSame(intent.leasedUntil, leaseFrom(clock.now, hub, enterprise))
    clock.pass(LEASE)
    await claimIntent(hub, intent.id, clock.now, leaseFrom(clock.now, hub, enterprise))
    await hold(300)
    await rejectsAsLost(t, pace())
  })
})
