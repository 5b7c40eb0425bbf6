/** A process that is not ready says so, and soon, whatever it waits for. */
import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { setImmediate } from 'node:timers/promises'
import { test } from 'tap'
import { takeToken } from '../../../../kit/caller.ts'
import { openLog } from '../../../../src/ground/observe/log.ts'
import { startHub } from '../../../../src/start.ts'
import { body, problem } from '../../../kit/answers.ts'
import { newTestCall } from '../../../kit/calls.ts'
import { databaseWire } from '../../../kit/database-wire.ts'
import { startIntake } from '../../../kit/intake-hub.ts'
import { formFor } from '../../../journeys/enterprises.ts'
import { newDatabase } from '../../../kit/servers/servers.ts'
import { until } from '../../../kit/until.ts'
import { sandboxSettings } from '../../../kit/sandbox.ts'

test('a database that takes requests and never answers', async t => {
  const wire = await databaseWire(t, await newDatabase(t))
  const running = await startHub({ settings: sandboxSettings(settings => { delete settings.portal }), databaseUrl: wire.url, log: openLog('silent') })
  const url = await running.app.listen({ host: '127.0.0.1', port: 0 })
  const call = newTestCall(url)
  await body(t, await call('/health/ready'), 200, 'Health')
  t.match(await (await call('/metrics')).text(), /^lianban_database_up 1$/m)
  wire.hang()
  const [ready, again, live, metrics] = await Promise.all(['/health/ready', '/health/ready', '/health/live', '/metrics'].map(path => call(path)))
  await problem(t, ready!, 'unavailable')
  await problem(t, again!, 'unavailable')
  await body(t, live!, 200, 'Health')
  t.match(await metrics!.text(), /^lianban_database_up 0$/m)
  await wire.mend()
  await until(async () => (await call('/health/ready')).ok)
  t.match(await (await call('/metrics')).text(), /^lianban_database_up 1$/m)
  await running.stop()
})

test('a database that takes no writes any more', async t => {
  const { pool, call, send } = await startIntake(t, { slugs: ['unicom'] })
  const name = (await pool.query<{ name: string }>('select current_database() as name')).rows[0]!.name
  await pool.query(`alter database "${name}" set default_transaction_read_only = on`)
  await pool.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()')
  await pool.query('select pg_terminate_backend(pg_backend_pid())').catch(() => {})
  await problem(t, await until(async () => {
    const answer = await call('/health/ready')
    return answer.ok ? undefined : answer
  }), 'unavailable')
  const refused = await send(formFor('unicom'))
  t.ok(refused.headers.get('retry-after'))
  await problem(t, refused, 'unavailable')
})

test('a process that is not up yet, and one that stops', async t => {
  const { hub, call, send } = await startIntake(t, { slugs: ['unicom'] })
  hub.phase = 'starting'
  await problem(t, await call('/health/ready'), 'unavailable')
  await body(t, await call('/health/live'), 200, 'Health')
  hub.phase = 'up'
  await body(t, await call('/health/ready'), 200, 'Health')
  t.equal((await send(formFor('unicom'))).status, 202)
  t.equal((await call('/metrics')).status, 200)
  hub.phase = 'stopping'
  for (const answer of [await call('/health/ready'), await send(formFor('unicom')), await call('/v1/nowhere')]) {
    t.match(answer.headers.get('retry-after'), /^\d+$/)
    await problem(t, answer, 'unavailable')
  }
  await body(t, await call('/health/live'), 200, 'Health')
  t.equal((await call('/metrics')).status, 200)
})

test('a stop lets the request under way finish, as the last on its connection', async t => {
  const lines: string[] = []
  const running = await startHub({ settings: sandboxSettings(settings => { delete settings.portal }), databaseUrl: await newDatabase(t), log: openLog('info', { write: line => { lines.push(line) } }) })
  const url = await running.app.listen({ host: '127.0.0.1', port: 0 })
  const { token } = await takeToken(url, 'portal')
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  const answers = text(socket)
  const form = Buffer.from(JSON.stringify(formFor('unicom')))
  socket.write(`POST /v1/applications HTTP/1.1\r\nhost: hub\r\nauthorization: Bearer ${token}\r\nidempotency-key: ${randomUUID()}\r\ncontent-type: application/json\r\ncontent-length: ${form.length}\r\n\r\n`)
  await until(() => lines.some(line => line.includes('incoming request') && line.includes('/v1/applications')))
  const stopped = running.stop()
  // The server has been told to close.
  await setImmediate()
  socket.write(form)
  socket.write('GET /health/ready HTTP/1.1\r\nhost: hub\r\n\r\n')
  const answered = await answers
  t.match(answered, /^HTTP\/1\.1 202 [\s\S]*\r\nconnection: close\r\n/i)
  t.notMatch(answered, /HTTP\/1\.1 [^2]/, 'the next is left to be sent elsewhere')
  await stopped
})
