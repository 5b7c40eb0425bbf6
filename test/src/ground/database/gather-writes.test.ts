/** What is sent to the database in one go is one write. */
import type { Writable } from 'node:stream'
import type { PoolClient } from 'pg'
import { test } from 'tap'
import { openPool } from '../../../../src/ground/database/pool.ts'
import { newDatabase } from '../../../kit/servers/servers.ts'

type Writing = Pick<Writable, '_write' | '_writev'>

/** Counts what is handed to the system on this connection. */
function writesOf (connection: PoolClient): { count: number } {
  const { stream } = (connection as unknown as { connection: { stream: Writing } }).connection
  const { _write: write, _writev: writeAll } = stream
  const writes = { count: 0 }
  stream._write = (...given) => {
    writes.count++
    write.apply(stream, given)
  }
  stream._writev = (...given) => {
    writes.count++
    writeAll!.apply(stream, given)
  }
  return writes
}

test('statements sent behind each other', async t => {
  const pool = openPool(await newDatabase(t), () => {})
  t.teardown(() => pool.end())
  const connection = await pool.connect()
  const writes = writesOf(connection)
  const ask = (name: string): Promise<unknown> =>
    connection.query({ name, text: `select '${name}', $1::int`, values: [1] })
  await Promise.all([connection.query('begin'), ask('one'), ask('two'), connection.query('commit')])
  t.equal(writes.count, 1, 'are handed over at once')
  await ask('one')
  await ask('two')
  t.equal(writes.count, 3, 'and one whose answer is waited for by itself')
  connection.release()
})
