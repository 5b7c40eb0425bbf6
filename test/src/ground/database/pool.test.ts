import { test } from 'tap'
import { freePort } from '../../../../src/ground/database/free-port.ts'
import { afterCommit, openPool, transaction } from '../../../../src/ground/database/pool.ts'
import { newDatabase } from '../../../kit/servers/servers.ts'
import { until } from '../../../kit/until.ts'

test('transactions', async t => {
  const url = await newDatabase(t)
  const errors: Error[] = []
  const pool = openPool(url, error => { errors.push(error) })
  t.teardown(() => pool.end())
  await pool.query('create table kept (name text primary key)')
  const names = async (): Promise<string[]> => (await pool.query('select name from kept order by name')).rows.map(({ name }) => name)

  await t.test('all of it is stored, and the result is handed on', async t => {
    t.equal(await transaction(pool, async connection => {
      await connection.query("insert into kept values ('a')")
      await connection.query("insert into kept values ('b')")
      t.strictSame(await names(), [], 'nobody sees half of it')
      return 'done'
    }), 'done')
    t.strictSame(await names(), ['a', 'b'])
  })

  await t.test('or nothing, and the error is handed on', async t => {
    const error = new Error('second thoughts')
    await t.rejects(transaction(pool, async connection => {
      await connection.query("insert into kept values ('c')")
      throw error
    }), error)
    await t.rejects(transaction(pool, async connection => {
      await connection.query("insert into kept values ('d')")
      await connection.query("insert into kept values ('a')")
    }), { code: '23505' })
    t.strictSame(await names(), ['a', 'b'])
  })

  await t.test('what is to be told is told once it is stored, or not at all', async t => {
    const told: string[] = []
    await transaction(pool, async connection => {
      afterCommit(connection, () => { told.push('first') })
      afterCommit(connection, () => { told.push('second') })
      t.strictSame(told, [])
    })
    t.strictSame(told, ['first', 'second'])
    await t.rejects(transaction(pool, async connection => {
      afterCommit(connection, () => { told.push('never') })
      throw new Error('second thoughts')
    }))
    await transaction(pool, async connection => { await connection.query('select 1') })
    t.strictSame(told, ['first', 'second'], 'nor by a later transaction on the same connection')
  })

  await t.test('a connection that breaks while it is lent fails its transaction, not the process, and is not used again', async t => {
    let broken = 0
    await t.rejects(transaction(pool, async connection => {
      const { rows } = await connection.query<{ pid: number }>('select pg_backend_pid() as pid')
      broken = rows[0]!.pid
      await pool.query('select pg_terminate_backend($1)', [broken])
      await connection.query("insert into kept values ('e')")
    }))
    const pids = await Promise.all(Array.from({ length: 20 }, () => transaction(pool, async connection =>
      (await connection.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]!.pid)))
    t.notOk(pids.includes(broken))
    t.strictSame(await names(), ['a', 'b'])
  })

  await t.test('an idle connection that breaks is told of and replaced', async t => {
    errors.length = 0
    await pool.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()')
    await until(() => errors.length > 0)
    t.strictSame(await names(), ['a', 'b'])
  })

  await t.test('counts come as numbers, times as dates', async t => {
    const { rows } = await pool.query("select count(*) as count, 9007199254740991::bigint as large, '2026-01-05T09:00:00+08:00'::timestamptz as at from kept")
    t.strictSame(rows, [{ count: 2, large: Number.MAX_SAFE_INTEGER, at: new Date('2026-01-05T01:00:00Z') }])
  })
})

test('a database that is not there fails the query, not the process', async t => {
  const pool = openPool(`postgres://nobody@127.0.0.1:${await freePort()}/nothing`, () => {})
  t.teardown(() => pool.end())
  await t.rejects(pool.query('select 1'), { code: 'ECONNREFUSED' })
  await t.rejects(transaction(pool, async () => {}), { code: 'ECONNREFUSED' })
})
