import { test } from 'tap'
import { letChange } from '../../../../src/ground/database/append-only.ts'
import { inWork } from '../../../../src/ground/database/work.ts'
import { joinStatements } from '../../../../src/ground/database/join-statements.ts'
import { nextExchange, storeExchange, type Exchange } from '../../../../src/records/trail/exchanges.ts'
import { bareHub, NINE, type BareHub } from '../../../kit/bare-hub.ts'
import { messageRows } from '../../../kit/sealed-messages.ts'

function exchangeOf (orderId: string, given: Partial<Exchange> = {}): Exchange {
  return {
    orderId,
    personal: { identity: [], words: [] },
    kind: 'inquire',
    attempt: 2,
    startedAt: NINE,
    duration: 250,
    outcome: 'notFound',
    messages: [{ request: { method: 'GET', url: 'http://a.example/' }, startedAt: NINE, duration: 100, answer: { status: 200, headers: {}, body: Buffer.from('{}') }, secrets: [] }],
    ...given
  }
}

async function stored ({ hub }: BareHub, exchange: Exchange): Promise<number> {
  const id = await nextExchange(hub.pool)
  await hub.pool.query(joinStatements(storeExchange(hub, id, exchange)))
  return id
}

test('an exchange and its messages are one statement', async t => {
  const bare = await bareHub(t)
  const { orderId } = await bare.submit()
  const [message] = exchangeOf(orderId).messages
  const [id, without] = [await stored(bare, exchangeOf(orderId, { messages: [message!, message!] })), await stored(bare, exchangeOf(orderId, { messages: [], code: 'timeout', message: '没有应答' }))]
  t.strictSame(await bare.rows('select id, order_id, kind, attempt, started_at, duration_ms, outcome, code, message from exchanges order by id'), [
    { id, order_id: orderId, kind: 'inquire', attempt: 2, started_at: NINE, duration_ms: 250, outcome: 'notFound', code: null, message: null },
    { id: without, order_id: orderId, kind: 'inquire', attempt: 2, started_at: NINE, duration_ms: 250, outcome: 'notFound', code: 'timeout', message: '没有应答' }
  ])
  t.match(await messageRows(bare.hub), [1, 2].map(position => ({ exchange_id: id, position, method: 'GET', status: 200, response: '{}' })))
})

test('rows of the trail are never changed, but by a purge', async t => {
  const bare = await bareHub(t)
  const { hub, rows } = bare
  await stored(bare, exchangeOf((await bare.submit()).orderId))
  for (const statement of ["update exchanges set outcome = 'acknowledged'", 'delete from messages', 'update messages set response_sealed = null', 'delete from exchanges', "update transitions set state = 'completed'", 'delete from transitions']) {
    await t.rejects(rows(statement), { code: '23001', message: /is append-only/ }, statement)
  }
  await inWork(hub, async work => {
    letChange(work)
    t.equal((await work.query('delete from messages')).rowCount, 1)
    t.equal((await work.query('delete from exchanges')).rowCount, 1)
  })
  await t.rejects(rows('delete from transitions'), { code: '23001' }, 'the exception ends with its transaction')
})
