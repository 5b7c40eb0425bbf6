import { test } from 'tap'
import { askInstead } from '../../../../src/engines/callbacks/ask-instead.ts'
import { deliver } from '../../../../src/engines/delivery/deliver.ts'
import { bareHub, NINE } from '../../../kit/bare-hub.ts'

const HOUR = 3600_000

test('the order that a refused callback names is asked about', async t => {
  const { hub, enterprise, submit, clock, rows } = await bareHub(t)
  const { reference, intentId } = await submit()
  await deliver(hub, enterprise)(intentId)
  const due = async (): Promise<Date> => (await rows("select due_at from intents where kind = 'watch'"))[0].due_at
  const later = await due()
  t.ok(later > NINE)

  clock.pass(1000)
  t.equal(await askInstead(hub, enterprise, Buffer.from('{"SUBSCRIBE_ID":"JXLB999999-N"}')), false, 'an order that nobody has')
  t.strictSame(await due(), later)
  t.equal(await askInstead(hub, { ...enterprise, slug: 'telecom' }, Buffer.from(reference)), false, 'an order of another enterprise')

  t.equal(await askInstead(hub, enterprise, Buffer.from(`<html>\xff"SUBSCRIBE_ID":"${reference}"`, 'latin1')), true)
  t.strictSame(await due(), clock.now)
  t.equal(await askInstead(hub, enterprise, Buffer.from(reference)), false, 'it is due already')
})

test('a stranger cannot make the hub ask again and again', async t => {
  const { hub, enterprise, told, submit, clock, calls, rows } = await bareHub(t, { adjust (settings) { settings.enterprises.unicom.delivery = { watch: { first: '1h', every: '6h' } } } })
  const { reference, intentId } = await submit()
  await deliver(hub, enterprise)(intentId)
  told.inquire = async () => ({ kind: 'found', status: { ORDER_STATE: '10', STATE_DATE: '20260105090000' } })
  const body = Buffer.from(reference)
  const [{ id }] = await rows("select id from intents where kind = 'watch'")

  clock.pass(1000)
  t.equal(await askInstead(hub, enterprise, body), true)
  await deliver(hub, enterprise)(id)
  t.strictSame(calls, ['place', 'inquire'])
  clock.pass(HOUR - 1)
  t.equal(await askInstead(hub, enterprise, body), false, 'it was asked about within the hour')
  clock.pass(2)
  t.equal(await askInstead(hub, enterprise, body), true)
})

test('so is an order that waits for its acknowledgement', async t => {
  const { hub, enterprise, told, submit, clock, calls } = await bareHub(t, { slug: 'enn' })
  told.place = async () => ({ kind: 'receipt' })
  const { reference, intentId } = await submit()
  t.equal(await askInstead(hub, enterprise, Buffer.from(reference)), false, 'not before it has left')
  await deliver(hub, enterprise)(intentId)
  clock.pass(1000)
  t.equal(await askInstead(hub, enterprise, Buffer.from(reference)), true)
  calls.length = 0
  await deliver(hub, enterprise)(intentId)
  t.strictSame(calls.slice(0, 1), ['inquire'])
})
