/** One transaction for many, in which each is as if it were alone. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { test, type Test } from 'tap'
import { openPool, type Statement } from '../../../../src/ground/database/pool.ts'
import { inSharedWork, NotTogether } from '../../../../src/ground/database/shared-work.ts'
import { inWork, type Alarm, type Work, type Workplace } from '../../../../src/ground/database/work.ts'
import { Problem } from '../../../../src/ground/problem/problem.ts'
import { NINE, workplace } from '../../../kit/bare-hub.ts'
import { talkOf, type Talk } from '../../../kit/round-trips.ts'
import { newDatabase } from '../../../kit/servers/servers.ts'

/** PostgreSQL: unique_violation. */
const NOT_UNIQUE = '23505'

interface Bench extends Workplace {
  set: Alarm[]
  /** Runs these together. */
  together (acts: Array<(work: Work) => Promise<unknown>>, keys?: string[]): Promise<{ ends: Array<PromiseSettledResult<unknown>>, talk: Talk }>
  names (): Promise<string[]>
}

/** A table with the name `a` in it. */
async function bench (t: Test): Promise<Bench> {
  const pool = openPool(await newDatabase(t), () => {}, { onSecond (error) { throw error } })
  t.teardown(() => pool.end())
  await pool.query('create table kept (name text primary key)')
  await pool.query("insert into kept values ('a')")
  const set: Alarm[] = []
  const place = { ...workplace(pool), alarms: { set: async (alarms: Alarm[]) => { set.push(...alarms) } } }
  return {
    ...place,
    set,
    async together (acts, keys = acts.map((_, index) => String(index))) {
      let ends: Array<PromiseSettledResult<unknown>> = []
      const talk = await talkOf(pool, async () => {
        ends = await Promise.allSettled(acts.map((act, index) =>
          inSharedWork(place, { kind: 'test', key: keys[index]!, isOwn: error => error instanceof Problem }, act)))
      })
      return { ends, talk }
    },
    names: async () => (await pool.query('select name from kept order by name')).rows.map(({ name }) => name)
  }
}

const KEEP = 'insert into kept select name from jsonb_to_recordset($1::jsonb) as given (name text) returning name'

function keeping (...names: string[]): Statement {
  return { name: 'keep', joins: true, text: KEEP, rows: names.map(name => ({ name })) }
}

const ASK = 'select name, exists (select from kept where kept.name = asked.name) as known from jsonb_to_recordset($1::jsonb) as asked (name text)'

async function isKnown (work: Work, name: string): Promise<boolean> {
  const { rows } = await work.query<{ name: string, known: boolean }>({ name: 'ask', joins: true, text: ASK, rows: [{ name }] })
  return rows.find(row => row.name === name)!.known
}

test('what several ask and write at the same time goes out once for all of them', async t => {
  const { together, names, set } = await bench(t)
  const { ends, talk } = await together(['a', 'b', 'c'].map(name => async work => {
    const known = await isKnown(work, name)
    if (!known) work.write(keeping(name))
    work.ring({ queue: 'unicom', id: name, at: NINE })
    return known
  }))
  t.strictSame(ends.map(end => end.status === 'fulfilled' && end.value), [true, false, false], 'each has its own answer')
  t.strictSame(talk.statements, ['begin', 'set local lock_timeout = 2000', 'ask', 'keep', 'commit'])
  t.strictSame(await names(), ['a', 'b', 'c'])
  t.strictSame(set.map(({ id }) => id), ['a', 'b', 'c'])
})

test('what cannot be joined keeps its place', async t => {
  const { together, names } = await bench(t)
  const { ends } = await together(['b', 'c'].map(name => async work => {
    work.write(keeping(name))
    const { rows: [row] } = await work.query<{ known: boolean }>('select exists (select from kept where name = $1) as known', [name])
    work.write('delete from kept where name = $1', [name])
    work.write(keeping(`${name}${name}`))
    return row!.known
  }))
  t.strictSame(ends.map(end => end.status === 'fulfilled' && end.value), [true, true])
  t.strictSame(await names(), ['a', 'bb', 'cc'])
})

test('one that is refused before it has written anything refuses no other', async t => {
  const { together, names } = await bench(t)
  const { ends, talk } = await together([
    async work => { work.write(keeping('b')) },
    async work => {
      await isKnown(work, 'a')
      throw new Problem('draft-changed')
    }
  ])
  t.match(ends, [{ status: 'fulfilled' }, { status: 'rejected', reason: { code: 'draft-changed' } }])
  t.equal(talk.statements.filter(statement => statement === 'begin').length, 1)
  t.strictSame(await names(), ['a', 'b'])
})

test('one that fails later is not stored, and the others are', async t => {
  const { together, names, set } = await bench(t)
  let runs = 0
  const { ends, talk } = await together([
    async work => {
      runs++
      work.write(keeping('b'))
      work.ring({ queue: 'unicom', id: 'b', at: NINE })
    },
    async work => { work.write(keeping('a')) },
    async work => {
      work.write(keeping('c'))
      throw new Problem('draft-changed')
    }
  ])
  t.match(ends, [
    { status: 'fulfilled' }, { status: 'rejected', reason: { code: NOT_UNIQUE } }, { status: 'rejected', reason: { code: 'draft-changed' } }
  ])
  t.equal(runs, 2, 'once together, once alone')
  t.equal(talk.statements.filter(statement => statement === 'begin').length, 4)
  t.strictSame(await names(), ['a', 'b'])
  t.strictSame(set.map(({ id }) => id), ['b'], 'and its alarm rings once')
})

test('one whose follower fails is stored, and nothing is run again', async t => {
  const { together, names, set } = await bench(t)
  const runs: string[] = []
  const { ends } = await together(['b', 'c'].map(name => async work => {
    runs.push(name)
    work.write(keeping(name))
    work.ring({ queue: 'unicom', id: name, at: NINE })
    work.afterwards(() => { if (name === 'b') throw new Error('it does not follow') })
  }))
  t.match(ends, [{ status: 'fulfilled' }, { status: 'fulfilled' }])
  t.strictSame(runs, ['b', 'c'])
  t.strictSame(await names(), ['a', 'b', 'c'])
  t.strictSame(set.map(({ id }) => id), ['b', 'c'])
})

test('what cannot be done with others is done alone, even when it finds that after it has written something', async t => {
  for (const isLate of [false, true]) {
    const { together, names } = await bench(t)
    const shared: boolean[] = []
    const { ends } = await together([
      async work => { work.write(keeping('b')) },
      async work => {
        shared.push(work.common !== undefined)
        if (work.common && !isLate) throw new NotTogether()
        work.write(keeping('c'))
        if (work.common) throw new NotTogether()
      }
    ])
    t.match(ends, [{ status: 'fulfilled' }, { status: 'fulfilled' }])
    t.strictSame(shared, isLate ? [true, true, false] : [true, false])
    t.strictSame(await names(), ['a', 'b', 'c'], 'and stored once')
  }
})

test('of one key only one goes with the others, the next sees what it has stored', async t => {
  const { together } = await bench(t)
  const { ends } = await together([1, 2, 3].map(() => async work => {
    const known = await isKnown(work, 'b')
    if (!known) work.write(keeping('b'))
    return known
  }), ['one', 'other', 'one'])
  t.match(ends[2], { status: 'fulfilled', value: true })
})

test('what still runs when another fails does nothing in a connection that is free again', async t => {
  const { together, names } = await bench(t)
  const { promise: failed, resolve: fail } = Promise.withResolvers<void>()
  const late = together([
    async work => {
      work.write(keeping('b'))
      fail()
      throw new Error('at once')
    },
    async work => {
      await failed
      // By now the work of both would have been taken back, and the connection given to somebody else.
      for (let turn = 0; turn < 20; turn++) await new Promise(resolve => { setImmediate(resolve) })
      await work.query("insert into kept values ('c')")
    }
  ])
  const { ends } = await late
  t.match(ends, [{ status: 'rejected', reason: { message: 'at once' } }, { status: 'fulfilled' }])
  t.strictSame(await names(), ['a', 'c'])
})

test('one that needs what somebody else has locked holds up nobody for long', async t => {
  const { together, names, ...place } = await bench(t)
  const { promise: letGo, resolve } = Promise.withResolvers<void>()
  const { promise: written, resolve: hasWritten } = Promise.withResolvers<void>()
  const holder = inWork(place, async work => {
    await work.query("insert into kept values ('b')")
    hasWritten()
    await letGo
    throw new Error('taken back')
  }).catch(() => {})
  await written
  const held = together([async work => { work.write(keeping('b')) }, async work => { work.write(keeping('c')) }])
  while (!(await names()).includes('c')) await new Promise(resolve => { setTimeout(resolve, 20) })
  resolve()
  await holder
  t.match((await held).ends, [{ status: 'fulfilled' }, { status: 'fulfilled' }])
  t.strictSame(await names(), ['a', 'b', 'c'])
})

test('each runs in its own context, what follows too', async t => {
  const { together } = await bench(t)
  const context = new AsyncLocalStorage<string>()
  const heard: Array<string | undefined> = []
  const bound = ['one', 'two'].map(name => context.run(name, () => AsyncLocalStorage.bind(async (work: Work) => {
    await isKnown(work, name)
    heard.push(context.getStore())
    work.afterwards(() => { heard.push(context.getStore()) })
  })))
  await together(bound)
  t.strictSame(heard, ['one', 'two', 'one', 'two'])
})

test('whoever takes a second connection in it is caught', async t => {
  const { together, ...place } = await bench(t)
  const { ends } = await together([1, 2].map(() => async () => {
    await inWork(place, async () => {})
  }))
  t.match(ends, [{ status: 'rejected' }, { status: 'rejected' }])
})

test('halves of characters are stored as what stands for them', async t => {
  const { names, ...place } = await bench(t)
  await inWork(place, async work => { work.write(keeping('半\ud800')) })
  t.strictSame(await names(), ['a', '半\ufffd'])
})
