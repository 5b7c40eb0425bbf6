import { Socket } from 'node:net'
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

test('a connection is what statements are written for, whatever the database has for defaults', async t => {
  const url = await newDatabase(t)
  const name = new URL(url).pathname.slice(1)
  const maker = openPool(url, () => {})
  const foreign = { default_transaction_isolation: 'serializable', DateStyle: 'SQL, DMY', TimeZone: 'America/New_York', bytea_output: 'escape' }
  for (const [setting, value] of Object.entries(foreign)) await maker.query(`alter database "${name}" set ${setting} = ${setting === 'DateStyle' ? value : `'${value}'`}`)
  await maker.end()
  for (const options of ['', '?options=-c%20search_path%3Dpg_catalog%20-c%20TimeZone%3DAsia/Tokyo']) {
    const pool = openPool(url + options, () => {})
    t.teardown(() => pool.end())
    const { rows } = await pool.query(`
      select current_setting('transaction_isolation') as isolation, current_setting('TimeZone') as zone, current_setting('DateStyle') as style,
        current_setting('search_path') as path, '2026-02-01'::date::text as date, '\\x00ff'::bytea::text as bytes`)
    t.strictSame(rows, [{
      isolation: 'read committed',
      zone: 'UTC',
      style: 'ISO, MDY',
      date: '2026-02-01',
      bytes: '\\x00ff',
      path: options ? 'pg_catalog' : '"$user", public'
    }])
  }
})

test('a database that is not there fails the query, not the process', async t => {
  const pool = openPool(`postgres://nobody@127.0.0.1:${await freePort()}/nothing`, () => {})
  t.teardown(() => pool.end())
  await t.rejects(pool.query('select 1'), { code: 'ECONNREFUSED' })
})

test('a server that has vanished without a word is not waited for without end', async t => {
  const probing = t.capture(Socket.prototype, 'setKeepAlive', Socket.prototype.setKeepAlive)
  const pool = openPool(await newDatabase(t), () => {})
  t.teardown(() => pool.end())
  await pool.query('select')
  t.match(probing(), [{ args: [true, Number] }], 'it is asked whether it is there')
})
