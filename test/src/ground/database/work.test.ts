/** One transaction: all of it or nothing, and what follows only once it is stored. */
import { test, type Test } from 'tap'
import { freePort } from '../../../../src/ground/database/free-port.ts'
import { openPool, type Statement } from '../../../../src/ground/database/pool.ts'
import { inPart, inWork, type Alarm, type Work, type Workplace } from '../../../../src/ground/database/work.ts'
import { NINE, workplace } from '../../../kit/bare-hub.ts'
import { talkOf } from '../../../kit/round-trips.ts'
import { newDatabase } from '../../../kit/servers/servers.ts'

/** PostgreSQL: unique_violation, not_null_violation. */
const [NOT_UNIQUE, MISSING] = ['23505', '23502']

const ALARM: Alarm = { queue: 'unicom', id: 'an-intent', at: NINE }

interface Bench extends Workplace {
  /** The alarms set so far. */
  set: Alarm[]
  /** What everybody else sees. */
  names (): Promise<string[]>
}

/** A table with the names `a` and `b` in it. */
async function bench (t: Test): Promise<Bench> {
  const pool = openPool(await newDatabase(t), () => {})
  t.teardown(() => pool.end())
  await pool.query('create table kept (name text primary key)')
  await pool.query("insert into kept values ('a'), ('b')")
  const set: Alarm[] = []
  return {
    ...workplace(pool),
    alarms: { set: async alarms => { set.push(...alarms) } },
    set,
    names: async () => (await pool.query('select name from kept order by name')).rows.map(({ name }) => name)
  }
}

function keep (work: Work, name: string | null): void {
  work.write('insert into kept values ($1)', [name])
}

test('all of it is stored, and the result is handed on', async t => {
  const { names, ...place } = await bench(t)
  t.equal(await inWork(place, async work => {
    await work.query("insert into kept values ('c')")
    keep(work, 'd')
    const { rows } = await work.query<{ name: string }>('select name from kept order by name')
    t.strictSame(rows.map(({ name }) => name), ['a', 'b', 'c', 'd'], 'the work sees what it wrote, in its sequence')
    t.strictSame(await names(), ['a', 'b'], 'nobody else sees half of it')
    return 'done'
  }), 'done')
  t.strictSame(await names(), ['a', 'b', 'c', 'd'])
})

test('or nothing, and the error is handed on', async t => {
  const { names, ...place } = await bench(t)
  const error = new Error('second thoughts')
  t.equal(await inWork(place, async work => {
    await work.query("insert into kept values ('c')")
    keep(work, 'd')
    throw error
  }).catch(caught => caught), error)
  await t.rejects(inWork(place, async work => {
    await work.query("insert into kept values ('e')")
    await work.query("insert into kept values ('a')")
  }), { code: NOT_UNIQUE })
  t.strictSame(await names(), ['a', 'b'])
})

test('a write that nobody waits for fails the work all the same, with its own error', async t => {
  const { names, ...place } = await bench(t)

  await t.test('as the last of it', async t => {
    await t.rejects(inWork(place, async work => {
      keep(work, 'c')
      keep(work, 'a')
    }), { code: NOT_UNIQUE })
  })
  await t.test('before others that fail because it did', async t => {
    await t.rejects(inWork(place, async work => {
      keep(work, 'c')
      keep(work, 'a')
      keep(work, null)
      keep(work, 'd')
    }), { code: NOT_UNIQUE })
  })
  await t.test('before a query that fails because it did', async t => {
    await t.rejects(inWork(place, async work => {
      keep(work, null)
      await work.query('select 1')
    }), { code: MISSING })
  })
  await t.test('when the commit finds it', async t => {
    await place.pool.query('alter table kept add unique (name) deferrable initially deferred')
    await place.pool.query('alter table kept drop constraint kept_pkey')
    await t.rejects(inWork(place, async work => { keep(work, 'a') }), { code: NOT_UNIQUE })
  })
  t.strictSame(await names(), ['a', 'b'], 'nothing of it is stored')
  await inWork(place, async work => { keep(work, 'c') })
  t.strictSame(await names(), ['a', 'b', 'c'], 'and the connections are good for others')
})

test('what follows, follows once it is stored, or not at all', async t => {
  const { names, set, ...place } = await bench(t)
  const done: string[] = []
  const seen: Array<Promise<string[]>> = []
  await inWork(place, async work => {
    keep(work, 'c')
    work.ring(ALARM, { ...ALARM, id: 'another' })
    work.afterwards(() => { done.push('first'); seen.push(names()) })
    work.afterwards(() => { done.push('second') })
    await work.query('select 1')
    t.strictSame([set, done], [[], []])
  })
  t.strictSame(done, ['first', 'second'], 'in the sequence in which it was asked for')
  t.strictSame(await seen[0], ['a', 'b', 'c'])
  t.strictSame(set, [ALARM, { ...ALARM, id: 'another' }])

  for (const failing of [(): never => { throw new Error('second thoughts') }, (work: Work): void => keep(work, 'a')]) {
    await t.rejects(inWork(place, async work => {
      work.ring({ ...ALARM, id: 'never' })
      work.afterwards(() => { done.push('never') })
      failing(work)
    }))
  }
  await inWork(place, async work => { await work.query('select 1') })
  t.strictSame(done, ['first', 'second'], 'nor by a later work on the same connection')
  t.equal(set.length, 2)
})

test('a follower that fails is told of; what is stored has not failed, and the others follow', async t => {
  const { names, set, ...place } = await bench(t)
  const done: string[] = []
  const told: object[] = []
  const log = { error (facts: object) { told.push(facts) } }
  const error = new Error('it does not follow')
  const talk = await talkOf(place.pool, async () => {
    t.equal(await inWork({ ...place, log }, async work => {
      keep(work, 'c')
      work.ring(ALARM)
      work.afterwards(() => { throw error })
      work.afterwards(() => { done.push('next') })
      return 'done'
    }), 'done')
  })
  t.equal(talk.statements.at(-1), 'commit', 'nothing is taken back')
  t.strictSame(told, [{ alert: 'follower-failed', err: error }])
  t.strictSame(done, ['next'])
  t.strictSame(set, [ALARM])
  t.strictSame(await names(), ['a', 'b', 'c'])
})

test('nobody waits for the alarms', async t => {
  const { names, pool } = await bench(t)
  const away = { ...workplace(pool), alarms: { set: (): Promise<void> => new Promise(() => {}) } }
  await inWork(away, async work => {
    keep(work, 'c')
    work.ring(ALARM)
  })
  t.strictSame(await names(), ['a', 'b', 'c'])
})

test('a part that fails fails alone', async t => {
  const { names, set, ...place } = await bench(t)
  const done: string[] = []

  await t.test('with its alarms and followers, and the work goes on', async t => {
    await inWork(place, async work => {
      keep(work, 'c')
      t.equal(await inPart(work, async part => {
        keep(part, 'd')
        part.ring(ALARM)
        part.afterwards(() => { done.push('of the part') })
        return 'kept'
      }), 'kept')
      for (const fail of [(part: Work): void => keep(part, 'a'), (): never => { throw new Error('second thoughts') }]) {
        await t.rejects(inPart(work, async part => {
          keep(part, 'e')
          part.ring({ ...ALARM, id: 'never' })
          part.afterwards(() => { done.push('never') })
          fail(part)
        }))
      }
      work.afterwards(() => { done.push('of the work') })
      keep(work, 'f')
      t.strictSame([set, done], [[], []], 'what follows from a part waits for the whole')
    })
    t.strictSame(await names(), ['a', 'b', 'c', 'd', 'f'])
    t.strictSame(set, [ALARM])
    t.strictSame(done, ['of the part', 'of the work'])
  })

  await t.test('with the error of the write that made it fail', async t => {
    await inWork(place, async work => {
      await t.rejects(inPart(work, async part => { keep(part, null) }), { code: MISSING })
      await t.rejects(inPart(work, async part => {
        keep(part, 'a')
        await part.query('select 1')
      }), { code: NOT_UNIQUE })
    })
  })

  await t.test('and with the parts in it, whatever became of them', async t => {
    await inWork(place, async work => {
      await t.rejects(inPart(work, async part => {
        keep(part, 'g')
        await inPart(part, async inner => { keep(inner, 'h') })
        await t.rejects(inPart(part, async inner => { keep(inner, 'a') }), { code: NOT_UNIQUE })
        throw new Error('second thoughts')
      }), { message: 'second thoughts' })
      keep(work, 'i')
    })
    t.strictSame(await names(), ['a', 'b', 'c', 'd', 'f', 'i'])
  })

  await t.test('but not without the work', async t => {
    await t.rejects(inWork(place, async work => {
      await inPart(work, async part => {
        keep(part, 'j')
        part.ring(ALARM)
      })
      throw new Error('second thoughts')
    }))
    t.strictSame(await names(), ['a', 'b', 'c', 'd', 'f', 'i'])
    t.equal(set.length, 1)
  })
})

test('a connection that breaks while it is lent fails its work, not the process, and is not used again', async t => {
  const { names, pool, ...place } = await bench(t)
  let broken = 0
  await t.rejects(inWork({ pool, ...place }, async work => {
    const { rows } = await work.query<{ pid: number }>('select pg_backend_pid() as pid')
    broken = rows[0]!.pid
    await pool.query('select pg_terminate_backend($1)', [broken])
    await work.query("insert into kept values ('e')")
  }))
  const pids = await Promise.all(Array.from({ length: 20 }, () => inWork({ pool, ...place }, async work =>
    (await work.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]!.pid)))
  t.notOk(pids.includes(broken))
  t.strictSame(await names(), ['a', 'b'])
})

test('a database that is not there fails the work, not the process', async t => {
  const pool = openPool(`postgres://nobody@127.0.0.1:${await freePort()}/nothing`, () => {})
  t.teardown(() => pool.end())
  await t.rejects(inWork(workplace(pool), async () => {}), { code: 'ECONNREFUSED' })
})

test('statements that join others go as one', async t => {
  const { names, ...place } = await bench(t)
  const keeping = (name: string): Statement => ({ name: `keep-${name}`, joins: true, text: 'insert into kept values ($1) returning name', values: [name] })
  const talk = await talkOf(place.pool, () => inWork(place, async work => {
    work.write(keeping('c'))
    work.write(keeping('d'))
    const { rows } = await work.query(keeping('e'))
    t.strictSame(rows, [{ name: 'e' }], 'the answer is that of the last')
    work.write(keeping('f'))
    await inPart(work, async part => { part.write(keeping('g')) })
    work.write(keeping('h'))
    work.write("delete from kept where name = 'h'")
    work.write(keeping('i'))
  }))
  t.strictSame(talk.statements, [
    'begin', 'keep-c+keep-d+keep-e', 'keep-f', 'savepoint part', 'keep-g', 'release savepoint part', 'keep-h', "delete from kept where name = 'h'", 'keep-i',
    'commit'
  ], 'and none is overtaken by one that does not join')
  t.strictSame(await names(), ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'i'])
  await t.rejects(inWork(place, async work => {
    work.write(keeping('j'))
    work.write(keeping('a'))
  }), { code: NOT_UNIQUE }, 'what fails in one of them fails the work')
  t.notOk((await names()).includes('j'))
})
