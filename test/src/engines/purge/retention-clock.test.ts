/** Nothing goes for good at a time that is doubtful: a clock that is years ahead for a moment, whichever it is. */
import { randomUUID } from 'node:crypto'
import { test, type Test } from 'tap'
import { sweep } from '../../../../src/engines/sweep/sweep.ts'
import { readDatabaseTime } from '../../../../src/ground/database/database-time.ts'
import { roundsOf } from '../../../../src/start.ts'
import { bareHub, type BareHub } from '../../../kit/bare-hub.ts'

const DAY = 86_400_000
const YEARS = 1100 * DAY

interface Bench extends BareHub {
  /** One process sweeps, some times over. */
  sweeps (): Promise<void>
  /** An answer to an Idempotency-Key and an upload, both old enough to go. */
  fill (): Promise<void>
  left (): Promise<{ answers: number, uploads: number }>
  doubts (): string[]
}

async function bench (t: Test): Promise<Bench> {
  const bare = await bareHub(t)
  const { hub, clock, rows, lines } = bare
  const rounds = roundsOf(hub)
  return {
    ...bare,
    async sweeps () { for (let times = 0; times < 3; times++) await sweep(hub, rounds) },
    async fill () {
      const at = new Date(clock.now.getTime() - 31 * DAY)
      await rows("insert into idempotency_keys (client_id, key, created_at) values ('portal', $1, $2)", [randomUUID(), at])
      await rows("insert into attachments (uploaded_at, media_type, size, sealed_by, client_id) values ($1, 'image/png', 1, 'sandbox-1', 'portal')", [at])
    },
    left: async () => (await rows('select (select count(*) from idempotency_keys) as answers, (select count(*) from attachments) as uploads'))[0],
    doubts: () => lines.map(line => JSON.parse(line)).filter(({ alert }) => alert === 'clock-doubtful').map(({ why }) => why)
  }
}

const [ALL, NOTHING] = [{ answers: 1, uploads: 1 }, { answers: 0, uploads: 0 }]

test('while the clocks of process and database are apart', async t => {
  for (const [off, refused] of [[YEARS, true], [-YEARS, true], [5 * 60_000 + 1, true], [5 * 60_000, false]] as const) {
    const { hub, clock, fill, sweeps, left, doubts, rows } = await bench(t)
    await fill()
    hub.databaseTime = async () => new Date(clock.now.getTime() + off)
    await sweeps()
    t.strictSame(await left(), refused ? ALL : NOTHING, `${off}`)
    t.strictSame(doubts(), refused ? ['clocks-apart'] : [], 'told once')
    hub.databaseTime = async () => clock.now
    await sweeps()
    t.strictSame(await left(), NOTHING, 'it goes on once they agree')
    t.ok((await rows('select from purges where ended_at is not null')).length > 0)
  }
})

test('when both leap, as on one machine', async t => {
  const { clock, fill, sweeps, left, doubts, rows, lines } = await bench(t)
  await sweeps()
  clock.pass(DAY)
  await fill()
  const right = clock.now
  clock.pass(YEARS)
  await sweeps()
  t.strictSame(await left(), ALL)
  t.strictSame(doubts(), ['long-pause'])
  clock.now = right
  await sweeps()
  t.strictSame(await left(), NOTHING, 'it goes on at the right time')
  t.ok(lines.some(line => line.includes('the time is believed again')))
  t.strictSame((await rows('select started_at from purges order by id')).map(row => row.started_at), [new Date(right.getTime() - DAY), right])

  clock.pass(7 * DAY)
  await fill()
  await sweeps()
  t.strictSame(await left(), NOTHING, 'holidays are no leap')
  t.equal(doubts().length, 1)
})

test('what was purged in the future was so by a clock that was wrong', async t => {
  const { clock, fill, sweeps, left, doubts, rows } = await bench(t)
  for (const ended of [true, false]) {
    await rows('insert into purges (started_at, ended_at, removed) values ($1, $2, $3)', [
      new Date(clock.now.getTime() + YEARS), ended ? clock.now : null, { exchanges: 0, messages: 0, callbacks: 0, notifications: 0, idempotencyKeys: 0, applications: 0 }
    ])
  }
  await fill()
  await sweeps()
  t.strictSame(await left(), NOTHING)
  t.strictSame(doubts(), [])
})

test('the time of the database is its own', async t => {
  const { hub } = await bench(t)
  const { rows } = await hub.pool.query<{ before: boolean }>('select $1::timestamptz <= clock_timestamp() as before', [await readDatabaseTime(hub.pool)])
  t.strictSame(rows, [{ before: true }])
})
