/** Many processes, a moody portal and an operator who sends things again: what the portal sees stays in sequence. */
import fc from 'fast-check'
import { test } from 'tap'
import { EVERYTHING } from '../../../../src/ground/access/visible.ts'
import { notify } from '../../../../src/engines/portal/notify.ts'
import { redeliver } from '../../../../src/cases/redeliver.ts'
import { bench, openPortal, type Progressed, type Reaction } from '../../../kit/webhook-bench.ts'

const DAY = 86_400_000
const APPLICATIONS = 3
const PROCESSES = 4

/** In each round many alarms ring at once, and perhaps something is sent again meanwhile. */
const rounds = fc.array(fc.record({
  rings: fc.array(fc.record({ process: fc.nat(PROCESSES - 1), application: fc.nat(APPLICATIONS - 1), event: fc.nat(2) }), { minLength: 1, maxLength: 12 }),
  again: fc.option(fc.record({ application: fc.nat(APPLICATIONS - 1), event: fc.nat(2) }), { nil: undefined })
}), { minLength: 1, maxLength: 6 })
const moods = fc.array(fc.constantFrom<Reaction>(204, 204, 500, 'cut'), { minLength: 1, maxLength: 20 })

test('in sequence, one after the other, and none left out', async t => {
  const portal = await openPortal(t)
  const { hub, clock, progressed } = await bench(t, { webhookUrl: portal.url, horizon: '36500d' })
  const processes = Array.from({ length: PROCESSES }, () => notify(hub, hub.settings.portal!))
  t.teardown(async () => { await Promise.all(processes.map(process => process.close())) })

  await fc.assert(fc.asyncProperty(rounds, moods, async (rounds, moods) => {
    const applications: Progressed[] = []
    for (let made = 0; made < APPLICATIONS; made++) applications.push(await progressed())
    const taken = new Set<string>()
    const underWay = new Set<string>()
    const wrong: string[] = []
    let count = 0
    portal.react(async ({ event: { data: { jointNumber, sequence } } }) => {
      const earlier = Array.from({ length: sequence - 1 }, (_, index) => index + 1)
      for (const sequence of earlier) if (!taken.has(`${jointNumber} ${sequence}`)) wrong.push(`${jointNumber} ${sequence} was overtaken`)
      if (underWay.has(jointNumber)) wrong.push(`two of ${jointNumber} at once`)
      underWay.add(jointNumber)
      // Long enough for others to try.
      await hub.pool.query('select pg_sleep(0.002)')
      underWay.delete(jointNumber)
      const mood = moods[count++ % moods.length]!
      if (mood === 204) taken.add(`${jointNumber} ${sequence}`)
      return mood
    })
    for (const { rings, again } of rounds) {
      await Promise.all([
        ...rings.map(({ process, application, event }) => processes[process]!.handler(applications[application]!.ids[event]!)),
        again && redeliver(hub, EVERYTHING, { ids: [applications[again.application]!.ids[again.event]!] }, { actor: 'operator', reason: '演练' })
      ])
      clock.pass(2 * DAY)
    }
    portal.react(({ event: { data: { jointNumber, sequence } } }) => {
      taken.add(`${jointNumber} ${sequence}`)
      return 204
    })
    for (const { ids } of applications) await processes[0]!.handler(ids[0]!)
    t.strictSame(wrong, [])
    t.equal(taken.size, 3 * APPLICATIONS)
    const { rows } = await hub.pool.query("select (select count(*) from notifications where state <> 'delivered') as left, (select count(*) from webhook_lanes) as lanes")
    t.strictSame(rows, [{ left: 0, lanes: 0 }])
    if (wrong.length > 0) throw new Error('out of sequence')
  }), { seed: 341823, numRuns: 15 })
})
