/** The alarm clock on both of its backends: what holds on one holds on the other. */
import { randomUUID } from 'node:crypto'
import { test } from 'tap'
import { LEAST } from '../../../../src/ground/queue/alarms.ts'
import type { Backend } from '../../../kit/test-hub.ts'
import { until } from '../../../kit/until.ts'
import { alarmBench as bench, ringing, soon } from '../../../kit/alarm-bench.ts'

for (const backend of ['postgresql', 'redis'] satisfies Backend[]) {
  test(`alarms in ${backend}`, async t => {
    const { alarms, lines, stored, isOver } = await bench(t, backend)
    await alarms.check()

    await t.test('an alarm names its row; set twice it rings once, and is gone', async t => {
      const [id, last] = [randomUUID(), randomUUID()]
      await alarms.set([{ queue: 'once', id, at: soon() }, { queue: 'once', id, at: soon() }])
      await alarms.set([{ queue: 'once', id, at: soon(3600_000) }])
      const { rings, handler } = ringing()
      alarms.answer('once', 1, handler)
      await until(() => rings.length > 0)
      await until(() => isOver('once', id))
      await alarms.set([{ queue: 'once', id: last, at: soon() }])
      await until(() => rings.includes(last))
      t.strictSame(rings, [id, last])
      await alarms.set([{ queue: 'once', id, at: soon() }])
      await until(() => rings.length === 3)
      t.equal(rings[2], id, 'and can be set again')
    })

    await t.test('an alarm rings at its time', async t => {
      const { rings, handler } = ringing()
      alarms.answer('later', 1, handler)
      const at = soon(300)
      await alarms.set([{ queue: 'later', id: randomUUID(), at }])
      await until(() => rings.length > 0)
      t.ok(Date.now() >= at.getTime() - 2)
    })

    await t.test('a handler that names a time is rung again then', async t => {
      const id = randomUUID()
      let again: Date | undefined
      const { rings, handler } = ringing(rings => {
        if (rings.length === 1) again = soon(300)
        return rings.length === 1 ? again : undefined
      })
      alarms.answer('again', 1, handler)
      await alarms.set([{ queue: 'again', id, at: soon() }])
      await until(() => rings.length === 2)
      t.ok(Date.now() >= again!.getTime() - 2)
      t.strictSame(rings, [id, id])
      await until(() => isOver('again', id))
    })

    await t.test('what stays due does not ring without end', async t => {
      const { rings, handler } = ringing(rings => rings.length < 5 ? soon(-1_000) : undefined)
      alarms.answer('stays', 1, handler)
      const begun = Date.now()
      await alarms.set([{ queue: 'stays', id: randomUUID(), at: soon() }])
      await until(() => rings.length === 5)
      // Timers may be early by a millisecond.
      t.ok(Date.now() - begun >= 4 * (LEAST - 1))
    })

    await t.test('what is put off goes behind what has come since, however often it is put off', async t => {
      const [old, young] = [randomUUID(), randomUUID()]
      const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
      const { promise: held, resolve: letGo } = Promise.withResolvers<void>()
      const rings: string[] = []
      alarms.answer('fair', 1, async id => {
        rings.push(id)
        begin()
        await held
        return rings.length < 20 && id === old ? soon() : undefined
      })
      await alarms.set([{ queue: 'fair', id: old, at: soon() }])
      await begun
      await alarms.set([{ queue: 'fair', id: young, at: soon() }])
      letGo()
      await until(() => rings.includes(young))
      t.ok(rings.indexOf(young) <= 2, `${rings.indexOf(young)} before it`)
      await until(() => rings.length === 20)
    })

    await t.test('a patient alarm lets all others go first, as often as it rings', async t => {
      const ids = { first: randomUUID(), patient: randomUUID(), insisted: randomUUID(), waited: randomUUID(), last: randomUUID() }
      const nameOf = (id: string): string => Object.entries(ids).find(([, known]) => known === id)![0]
      const rings: string[] = []
      const gates: Array<() => void> = []
      alarms.answer('patience', 1, async id => {
        rings.push(nameOf(id))
        await new Promise<void>(resolve => { gates.push(resolve) })
        return rings.filter(name => name === 'patient').length === 1 && id === ids.patient ? soon() : undefined
      })
      await alarms.set([{ queue: 'patience', id: ids.first, at: soon() }])
      await until(() => gates.length === 1)
      await alarms.set([{ queue: 'patience', id: ids.patient, at: soon(), patient: true }])
      await alarms.insist({ queue: 'patience', id: ids.insisted, patient: true })
      await alarms.set([{ queue: 'patience', id: ids.waited, at: soon() }])
      for (let passed = 0; passed < 4; passed++) {
        // What is to ring last is there before the patient one rings again.
        if (passed === 3) await alarms.set([{ queue: 'patience', id: ids.last, at: soon() }])
        gates[passed]!()
        await until(() => gates.length === passed + 2)
      }
      gates[4]!()
      await until(() => gates.length === 6)
      gates[5]!()
      t.strictSame(rings, ['first', 'waited', 'patient', 'insisted', 'last', 'patient'])
    })

    await t.test('a handler that throws is told of, and its alarm can be set again', async t => {
      const id = randomUUID()
      let broken = true
      const { rings, handler } = ringing(() => {
        if (broken) throw new Error('row away')
        return undefined
      })
      alarms.answer('throws', 1, handler)
      await alarms.set([{ queue: 'throws', id, at: soon() }])
      await until(() => lines.some(line => line.includes('alarm handler failed') && line.includes('row away')))
      await until(async () => await stored('throws', id) === undefined)
      broken = false
      await alarms.insist({ queue: 'throws', id })
      await until(() => rings.length === 2)
      t.strictSame(rings, [id, id])
    })

    await t.test('insisting rings what is missing and what is waiting; what is ringing once more where no look would find it', async t => {
      const [missing, waiting, running] = [randomUUID(), randomUUID(), randomUUID()]
      const expected = [missing, waiting, running, ...backend === 'redis' ? [running] : []]
      const { promise: held, resolve: letGo } = Promise.withResolvers<void>()
      const rings: string[] = []
      await alarms.set([{ queue: 'insist', id: waiting, at: soon(3600_000) }])
      alarms.answer('insist', 4, async id => {
        rings.push(id)
        if (id === running) await held
        return undefined
      })
      await alarms.insist({ queue: 'insist', id: running })
      await until(() => rings.includes(running))
      await alarms.insist({ queue: 'insist', id: running })
      await alarms.insist({ queue: 'insist', id: missing })
      await alarms.insist({ queue: 'insist', id: waiting })
      await until(() => rings.length === expected.length)
      letGo()
      await until(() => isOver('insist', running))
      t.strictSame(rings.sort(), expected.sort())
    })

    await t.test('as many handlers run as were asked for, and one queue holds up no other', async t => {
      const { promise: held, resolve: letGo } = Promise.withResolvers<void>()
      let running = 0
      alarms.answer('dead', 2, async () => {
        running++
        await held
        running--
        return undefined
      })
      const { rings, handler } = ringing()
      alarms.answer('alive', 1, handler)
      await alarms.set(Array.from({ length: 5 }, () => ({ queue: 'dead', id: randomUUID(), at: soon() })))
      await until(() => running === 2)
      await alarms.set([1, 2, 3].map(() => ({ queue: 'alive', id: randomUUID(), at: soon() })))
      await until(() => rings.length === 3)
      t.equal(running, 2)
      letGo()
      await until(() => running === 0)
    })
  })

  test(`closing alarms in ${backend} waits for those that are ringing`, async t => {
    const { alarms, isOver } = await bench(t, backend)
    const [id, next] = [randomUUID(), randomUUID()]
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>()
    const rings: string[] = []
    alarms.answer('drain', 1, async id => {
      rings.push(id)
      await held
      return undefined
    })
    await alarms.set([{ queue: 'drain', id, at: soon() }])
    await until(() => rings.length === 1)
    await alarms.set([{ queue: 'drain', id: next, at: soon() }])
    let closed = false
    const closing = alarms.close().then(() => { closed = true })
    t.notOk(closed)
    letGo()
    await closing
    t.ok(await isOver('drain', id), 'what was ringing is done')
    t.notOk(await isOver('drain', next), 'what was not waits for the next start')
    t.strictSame(rings, [id])
  })

  test(`the hub's clock counts in ${backend}, not the machine's`, async t => {
    const ahead = (): Date => soon(3600_000)
    const { alarms } = await bench(t, backend, ahead)
    const { rings, handler } = ringing(rings => rings.length === 1 ? new Date(ahead().getTime() + 50) : undefined)
    alarms.answer('ahead', 1, handler)
    await alarms.set([{ queue: 'ahead', id: randomUUID(), at: new Date(ahead().getTime() + 50) }])
    await until(() => rings.length === 1, 3_000)
    t.equal(await until(() => rings.length === 2, 3_000).catch(() => false), true, 'also when it is to ring again')
  })
}
