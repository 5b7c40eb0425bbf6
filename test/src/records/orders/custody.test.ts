/** The custody of an order passes as its table says, and not otherwise. */
import { test } from 'tap'
import { changeOrder } from '../../../../src/records/orders/application.ts'
import type { LockedOrder } from '../../../../src/records/orders/locked-order.ts'
import { passCustody, showFailure } from '../../../../src/records/orders/change-order.ts'
import { CUSTODY, CUSTODY_LABELS, mayPass, type Custody } from '../../../../src/records/orders/custody.ts'
import { bareHub } from '../../../kit/bare-hub.ts'

const ALL = Object.keys(CUSTODY) as Custody[]
const BEFORE = { code: 'timeout', message: '没有应答' }
const AFTER = { code: '90000', message: '系统忙' }

test('the table', async t => {
  t.strictSame(ALL.filter(custody => !CUSTODY_LABELS[custody]), [], 'has a word for each')
  t.strictSame(ALL.filter(custody => CUSTODY[custody].includes(custody)), [], 'has no step on the spot')
  t.ok(ALL.every(custody => mayPass(custody, custody)), 'which is no step, and always allowed')
  t.strictSame(ALL.filter(custody => mayPass('acknowledged', custody)), ['unknown', 'acknowledged'],
    'what an enterprise has it can lose, and nothing else can come of it')
  t.ok(ALL.every(custody => custody === 'acknowledged' || mayPass(custody, 'acknowledged')), 'an enterprise may show at any time that it has the order')
})

test('every step', async t => {
  const { hub, submit, rows } = await bareHub(t)
  const { orderId } = await submit()
  const row = async (): Promise<any> => (await rows('select xmin::text, * from orders'))[0]
  const pass = (to: Custody, failure?: typeof AFTER): Promise<LockedOrder> => changeOrder(hub, orderId, async at => {
    passCustody(at, to, failure)
    return at.order
  })
  async function put (custody: Custody): Promise<any> {
    await rows('update orders set delivery = $1, failure = $2', [custody, BEFORE])
    return await row()
  }

  for (const from of ALL) {
    for (const to of ALL) {
      if (CUSTODY[from].includes(to)) {
        await t.test(`from ${from} to ${to}`, async t => {
          const { xmin: _before, ...before } = await put(from)
          t.match(await pass(to, AFTER), { delivery: to, failure: AFTER })
          const { xmin: _after, ...after } = await row()
          t.strictSame(after, { ...before, delivery: to, failure: AFTER, version: before.version + 1 }, 'with what the order waits for now, and nothing else')
          await put(from)
          await pass(to)
          t.match(await row(), { delivery: to, failure: null }, 'or with nothing')
        })
      } else if (from !== to) {
        await t.test(`not from ${from} to ${to}`, async t => {
          const before = await put(from)
          t.match(await pass(to, AFTER), { delivery: from, failure: BEFORE })
          t.strictSame(await row(), before, 'the row is not touched')
        })
      }
    }
    await t.test(`${from} stays, and shows what it waits for now`, async t => {
      await put(from)
      await pass(from, AFTER)
      t.match(await row(), { delivery: from, failure: AFTER })
      await changeOrder(hub, orderId, async at => showFailure(at))
      t.match(await row(), { delivery: from, failure: null })
    })
  }
  t.equal((await rows('select from transitions')).length, 1, 'custody is no state of the order')
})
