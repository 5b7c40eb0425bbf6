/** The alarm clock that looks through the rows: what it finds, what it leaves to others, and how often it looks. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { test, type Test } from 'tap'
import { openLog } from '../../../../src/ground/observe/log.ts'
import { openRowAlarms } from '../../../../src/ground/queue/row-alarms.ts'
import type { Alarms, Due, Ring } from '../../../../src/ground/queue/alarms.ts'
import { NOTHING_DUE, ringing, soon } from '../../../kit/alarm-bench.ts'
import { until } from '../../../kit/until.ts'

function open (t: Test): { alarms: Alarms, lines: string[] } {
  const lines: string[] = []
  const alarms = openRowAlarms({ now: () => new Date(), log: openLog('debug', { write: line => { lines.push(line) } }) })
  t.teardown(() => alarms.close())
  return { alarms, lines }
}

/** Rows that are due until they are taken, and the looks at them. */
function dueRows (...ids: string[]): { due: Due, looks: Array<{ known: string[], most: number }>, left: string[] } {
  const left = [...ids]
  const looks: Array<{ known: string[], most: number }> = []
  const due: Due = async (_now, known, most) => {
    looks.push({ known, most })
    return left.splice(0, most).map((id): Ring => ({ id }))
  }
  return { due, looks, left }
}

test('rows that nobody has told of are found, as many as there is room for', async t => {
  const { alarms } = open(t)
  const { due, looks } = dueRows('1', '2', '3', '4', '5')
  const { rings, handler } = ringing()
  alarms.answer({ queue: 'found', concurrency: 2, handler, due })
  await until(() => rings.length === 5)
  t.strictSame(rings, ['1', '2', '3', '4', '5'])
  t.ok(looks.every(({ most }) => most >= 1 && most <= 2))
})

test('what is known is not asked for again, and no room is no look', async t => {
  const { alarms } = open(t)
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>()
  const { due, looks, left } = dueRows('1', '2', '3')
  const rings: string[] = []
  alarms.answer({ queue: 'known', concurrency: 3, handler: async id => { rings.push(id); await held; return undefined }, due })
  await until(() => rings.length === 3)
  left.push('4')
  await sleep(1_200)
  t.equal(looks.length, 1, 'two times of a look have passed')
  letGo()
  await until(() => rings.length === 4)
  const soonAgain = ringing(() => soon(600))
  const others = dueRows('5')
  alarms.answer({ queue: 'put off', concurrency: 2, handler: soonAgain.handler, due: others.due })
  await until(() => others.looks.length >= 2)
  t.strictSame(others.looks.at(-1)!.known, ['5'], 'one that rings by itself in a moment')
})

test('while handlers are quick the next rows are looked for ahead, and while they take long only when there is room', async t => {
  for (const [milliseconds, most] of [[5, 4], [120, 2]] as const) {
    const { alarms } = open(t)
    const { due, looks } = dueRows(...Array.from({ length: 40 }, (_, index) => `${index}`))
    let underWay = 0
    let ended = 0
    const room: number[] = []
    alarms.answer({
      queue: 'ahead',
      concurrency: 4,
      async handler (id) {
        underWay++
        // They do not all end at once.
        await sleep(milliseconds * (1 + Number(id) % 4 / 4))
        underWay--
        ended++
        return undefined
      },
      due: async (...asked) => {
        room.push(asked[2] - (4 - underWay))
        return await due(...asked)
      }
    })
    await until(() => ended >= 16)
    t.equal(room.some(ahead => ahead > 0), most === 4, room.join())
    t.ok(looks.every(({ most }) => most <= 4))
    await alarms.close()
  }
})

test('looks are not told of what is over, unless they find it all the same', async t => {
  const { alarms } = open(t)
  const known: string[][] = []
  const { rings, handler } = ringing()
  const due: Due = async (_now, told) => {
    known.push(told)
    return told.includes('stays') ? [] : [{ id: 'stays' }]
  }
  alarms.answer({ queue: 'over', concurrency: 1, handler, due })
  await until(() => known.length >= 3)
  t.strictSame(known.slice(0, 3), [[], [], ['stays']])
  t.strictSame(rings, ['stays'])
})

test('of what this process makes due it keeps no more than it can do next; the rest is found by whoever is free', async t => {
  const { alarms } = open(t)
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>()
  const { due, looks, left } = dueRows()
  const rings: string[] = []
  alarms.answer({ queue: 'many', concurrency: 2, handler: async id => { rings.push(id); await held; return undefined }, due })
  await until(() => looks.length === 1)
  const ids = Array.from({ length: 10 }, (_, index) => `${index}`)
  await alarms.set(ids.map(id => ({ queue: 'many', id, at: soon() })))
  t.strictSame(rings, ['0', '1'])
  letGo()
  await until(() => rings.length === 4)
  left.push(...ids.slice(4))
  await until(() => rings.length === 10)
  t.strictSame(rings, ids, 'and the rest is looked for')
})

test('an alarm of a queue that is answered elsewhere does nothing here', async t => {
  const { alarms } = open(t)
  await alarms.set([{ queue: 'elsewhere', id: '1', at: soon() }])
  await alarms.insist({ queue: 'elsewhere', id: '1' })
  await alarms.check()
  t.pass()
})

test('a row whose handler fails is left alone for a while, unless somebody insists', async t => {
  const { alarms, lines } = open(t)
  let left = 2
  const { rings, handler } = ringing(() => {
    if (left-- > 0) throw new Error('row away')
    return undefined
  })
  const known: string[][] = []
  alarms.answer({ queue: 'fails', concurrency: 1, handler, due: async (_now, ids) => { known.push(ids); return [] } })
  await alarms.set([{ queue: 'fails', id: '1', at: soon() }])
  await until(() => lines.some(line => line.includes('alarm handler failed')))
  await until(() => known.length >= 2)
  t.strictSame(known.at(-1), ['1'])
  await alarms.insist({ queue: 'fails', id: '1' })
  t.strictSame(rings, ['1', '1'])
})

test('a look that fails is told of, and made up for', async t => {
  const { alarms, lines } = open(t)
  let away = true
  const { rings, handler } = ringing()
  const { due } = dueRows('1')
  alarms.answer({ queue: 'away', concurrency: 1, handler, due: (...asked) => away ? Promise.reject(new Error('database away')) : due(...asked) })
  await until(() => lines.some(line => line.includes('due rows not read') && line.includes('database away')))
  away = false
  await until(() => rings.length === 1)
})

test('a handler is at work on its own, whatever made its row due', async t => {
  const matter = new AsyncLocalStorage<string>()
  const { alarms } = open(t)
  const seen: Array<string | undefined> = []
  alarms.answer({ queue: 'own', concurrency: 1, handler: async () => { seen.push(matter.getStore()); return undefined }, due: NOTHING_DUE })
  await matter.run('a request', () => alarms.set([{ queue: 'own', id: '1', at: soon() }]))
  await until(() => seen.length === 1)
  t.strictSame(seen, [undefined])
})

test('nothing is looked for or rung once it is closed', async t => {
  const { alarms } = open(t)
  const { due, looks } = dueRows()
  const { rings, handler } = ringing()
  alarms.answer({ queue: 'closed', concurrency: 1, handler, due })
  await until(() => looks.length === 1)
  await alarms.set([{ queue: 'closed', id: '1', at: soon(100) }])
  await alarms.close()
  await alarms.set([{ queue: 'closed', id: '2', at: soon() }])
  await sleep(700)
  t.strictSame(rings, [])
  t.equal(looks.length, 1)
})

test('a row that stays due although its handler is done with it is not rung for without end', async t => {
  const { alarms } = open(t)
  const { rings, handler } = ringing()
  alarms.answer({ queue: 'stays', concurrency: 2, handler, due: async (_now, known, most) => ['1', '2'].filter(id => !known.includes(id)).slice(0, most).map(id => ({ id })) })
  await until(() => rings.length >= 2)
  await sleep(1_200)
  t.ok(rings.length <= 8, `${rings.length} rings`)
})

test('nor is one that is to ring again at once', async t => {
  const { alarms } = open(t)
  const { rings, handler } = ringing(() => soon())
  alarms.answer({ queue: 'at once', concurrency: 1, handler, due: NOTHING_DUE })
  await alarms.set([{ queue: 'at once', id: '1', at: soon() }])
  await sleep(500)
  t.ok(rings.length > 1 && rings.length <= 26, `${rings.length} rings`)
})

test('while handlers fail one after the other the queue goes slower and slower, however many rows are due', async t => {
  const { alarms } = open(t)
  let broken = true
  const { rings, handler } = ringing(() => {
    if (broken) throw new Error('disk full')
    return undefined
  })
  let number = 0
  alarms.answer({ queue: 'many fail', concurrency: 4, handler, due: async (_now, _known, most) => Array.from({ length: most }, () => ({ id: String(number++) })) })
  await sleep(1_500)
  t.ok(rings.length >= 4 && rings.length <= 4 * 6, `${rings.length} rings`)
  broken = false
  const before = rings.length
  await until(() => rings.length > before + 40)
  t.pass('and as fast as before once one does not')
})

test('a row that rings is not rung a second time meanwhile', async t => {
  const { alarms } = open(t)
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>()
  const { promise: looked, resolve: answerLook } = Promise.withResolvers<Ring[]>()
  let looks = 0
  let most = 0
  let ringing = 0
  alarms.answer({
    queue: 'twice',
    concurrency: 4,
    async handler () {
      most = Math.max(most, ++ringing)
      await held
      ringing--
      return undefined
    },
    due: async () => looks++ === 0 ? await looked : []
  })
  await until(() => looks === 1)
  await alarms.set([{ queue: 'twice', id: '1', at: soon(50) }])
  await until(() => ringing === 1)
  answerLook([{ id: '1' }])
  await alarms.set([{ queue: 'twice', id: '1', at: soon() }])
  await sleep(100)
  letGo()
  await until(() => ringing === 0)
  t.equal(most, 1)
})
