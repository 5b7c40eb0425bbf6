import { test } from 'tap'
import { freePort } from '../../../../src/ground/database/free-port.ts'
import { openPool } from '../../../../src/ground/database/pool.ts'
import { newDatabase } from '../../../kit/servers/servers.ts'
import { until } from '../../../kit/until.ts'

test('a pool', async t => {
  const errors: Error[] = []
  const pool = openPool(await newDatabase(t), error => { errors.push(error) })
  t.teardown(() => pool.end())

  await t.test('replaces an idle connection that breaks, and tells of it', async t => {
    await pool.query('create table kept (name text primary key)')
    await pool.query("insert into kept values ('a'), ('b')")
    // More connections than one, so that one does it and the others are idle.
    await Promise.all([1, 2, 3].map(() => pool.query('select pg_sleep(0.05)')))
    await pool.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()')
    await until(() => errors.length > 0)
    t.strictSame((await pool.query('select name from kept order by name')).rows, [{ name: 'a' }, { name: 'b' }])
  })

  await t.test('gives counts as numbers, times as dates', async t => {
    const { rows } = await pool.query("select count(*) as count, 9007199254740991::bigint as large, '2026-01-05T09:00:00+08:00'::timestamptz as at from kept")
    t.strictSame(rows, [{ count: 2, large: Number.MAX_SAFE_INTEGER, at: new Date('2026-01-05T01:00:00Z') }])
  })
})

test('a database that is not there fails the query, not the process', async t => {
  const pool = openPool(`postgres://nobody@127.0.0.1:${await freePort()}/nothing`, () => {})
  t.teardown(() => pool.end())
  await t.rejects(pool.query('select 1'), { code: 'ECONNREFUSED' })
})
