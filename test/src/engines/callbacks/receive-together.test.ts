/** Callbacks that come at the same time are taken together, and each as if it had come alone. */
import { test } from 'tap'
import type { NativeAnswer, NativeRequest } from '../../../../adapters/adapter.ts'
import { receive } from '../../../../src/engines/callbacks/receive.ts'
import { deliver } from '../../../../src/engines/delivery/deliver.ts'
import { bareHub } from '../../../kit/bare-hub.ts'
import { talkOf } from '../../../kit/round-trips.ts'

test('callbacks that come at the same time', async t => {
  const bare = await bareHub(t)
  const { hub, enterprise, submit, rows } = bare
  const orders = [await submit(), await submit(), await submit()]
  for (const { intentId } of orders) await deliver(hub, enterprise)(intentId)
  const say = (reference: string, messageId: string, state = '20'): Promise<NativeAnswer> => receive(hub, enterprise.slug, {
    method: 'POST', url: '/', query: {}, headers: {}, body: Buffer.from(JSON.stringify({ reference, messageId, state }))
  })
  Object.assign(enterprise.adapter, {
    callback: {
      accept: async ({ body }: NativeRequest) => {
        const { reference, messageId, state } = JSON.parse(body.toString())
        return { reference, status: { ORDER_STATE: state, STATE_DATE: '20260105100000' }, messageId, nonce: messageId }
      },
      answer: (outcome: string) => ({ status: 200, headers: {}, body: outcome })
    }
  })

  await t.test('are applied by as many statements as one', async t => {
    const talk = await talkOf(hub.pool, async () => {
      const answers = await Promise.all(orders.map(({ reference }) => say(reference, `first ${reference}`)))
      t.strictSame(answers.map(({ body }) => body), ['stored', 'stored', 'stored'])
    })
    t.equal(talk.statements.filter(statement => statement === 'commit').length, 1)
    t.equal(talk.statements.filter(statement => statement.startsWith('lock-by-reference')).length, 1)
    t.strictSame((await rows('select state from orders')).map(({ state }) => state), ['dispatched', 'dispatched', 'dispatched'])
    t.equal((await rows("select id from exchanges where kind = 'callback'")).length, 3)
  })

  await t.test('an unknown one and one that is replayed are those alone', async t => {
    const [one, other] = orders as [typeof orders[0], typeof orders[0]]
    const answers = await Promise.all([
      say(one!.reference, `first ${other!.reference}`), say('nobody', 'unknown'), say(other!.reference, 'second', '30')
    ])
    t.strictSame(answers.map(({ body }) => body), ['replayed', 'unknownReference', 'stored'])
    t.match(await rows("select state from callbacks where message_id = 'second'"), [{ state: 'applied' }])
  })

  await t.test('the same twice is applied once', async t => {
    const { reference } = orders[2]!
    const answers = await Promise.all([say(reference, 'twice', '30'), say(reference, 'other', '31')])
    t.strictSame(answers.map(({ body }) => body), ['stored', 'stored'])
    const [{ count }] = await rows("select count(*)::int as count from callbacks where order_id is not null and message_id in ('twice', 'other')")
    t.equal(count, 2)
  })

  await t.test('those that end are stored by the statements that store one', async t => {
    const talk = await talkOf(hub.pool, () => Promise.all(orders.map(({ reference }) => say(reference, `end ${reference}`, '90'))))
    t.match(await rows("select count(*)::int as count from orders where state = 'refused'"), [{ count: 3 }])
    t.match(await rows("select count(*)::int as count from figures where what = 'refused'"), [{ count: 3 }])
    t.match(await rows('select count(*)::int as count from rating_invitations'), [{ count: 3 }])
    for (const joined of talk.statements.map(name => name.split('+'))) t.strictSame(joined, [...new Set(joined)])
  })
})
