/** What is sent in one go is one write: on a socket, to the database, to Redis. */
import { once } from 'node:events'
import { connect, createServer, type AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { test } from 'tap'
import { openPool } from '../../../../src/ground/database/pool.ts'
import { gatherWrites } from '../../../../src/ground/network/gather-writes.ts'
import { alarmBench, soon } from '../../../kit/alarm-bench.ts'
import { newDatabase } from '../../../kit/servers/servers.ts'
import { writesTo } from '../../../kit/writes.ts'

test('what is written in one turn, promises included, goes out at once and in its sequence', async t => {
  let received: Promise<string> | undefined
  const server = createServer(socket => { received = text(socket) }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  t.teardown(() => { server.close() })
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  gatherWrites(socket)
  const writes = writesTo(t, port)
  socket.write('a')
  await Promise.resolve()
  socket.write('b')
  process.nextTick(() => { socket.write('c') })
  await sleep(1)
  t.equal(writes.count, 1)
  socket.write('d')
  socket.end('e')
  await once(socket, 'close')
  t.equal(await received, 'abcde', 'and the end comes behind them')
})

test('statements sent behind each other', async t => {
  const url = await newDatabase(t)
  const pool = openPool(url, () => {})
  t.teardown(() => pool.end())
  const connection = await pool.connect()
  const writes = writesTo(t, Number(new URL(url).port))
  const ask = (name: string): Promise<unknown> =>
    connection.query({ name, text: `select '${name}', $1::int`, values: [1] })
  await Promise.all([connection.query('begin'), ask('one'), ask('two'), connection.query('commit')])
  t.equal(writes.count, 1, 'are handed over at once')
  await ask('one')
  await ask('two')
  t.equal(writes.count, 3, 'and one whose answer is waited for by itself')
  connection.release()
})

test('alarms in Redis that are set at once are handed over at once', async t => {
  const { alarms, redisUrl } = await alarmBench(t, 'redis')
  const set = (...ids: string[]): Promise<void> =>
    alarms.set(ids.map(id => ({ queue: 'gathered', id, at: soon(3600_000) })))
  // Its scripts are known to Redis by then.
  await set('first')
  const writes = writesTo(t, Number(new URL(redisUrl!).port))
  await set('second', 'third', 'fourth')
  t.equal(writes.count, 1)
})
