/** What the mapping makes, and what the native contract asks of it, by the official TMF622 definitions. */
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { test } from 'tap'
import { newChecker, readNativeContract } from '../../openapi/document.ts'
import type { components } from '../../openapi/enterprises/anguang.d.ts'
import { officialErrors } from '../kit/official-tmf622.ts'

type Schemas = components['schemas']

const folder = fileURLToPath(new URL('../fixtures/anguang/', import.meta.url))
const cases = globSync('{exemplary,supplemental}/*.json', { cwd: folder }).sort()
  .map(name => ({ name, ...JSON.parse(readFileSync(folder + name, 'utf8')) }))
const orders = cases.filter(given => 'native' in given)
const native = newChecker<Schemas>(readNativeContract('anguang'))

function changed (change: (order: Schemas['Order']) => void, name = 'exemplary/new-both-legal-entity.json'): Schemas['Order'] {
  const order = structuredClone(orders.find(given => given.name === name)!.native)
  change(order)
  return order
}

function fails (name: keyof Schemas, value: unknown): boolean {
  return 'mismatches' in native.check(name, value)
}

test('every order of the cases is an official ProductOrder_Create', async t => {
  t.ok(orders.length > 10)
  for (const { name, native } of orders) t.strictSame(officialErrors('ProductOrder_Create', native), [], name)
})

test('the official definitions are strict enough to tell', async t => {
  t.not(officialErrors('ProductOrder_Create', {}).length, 0)
  t.not(officialErrors('ProductOrder_Create', { productOrderItem: [{ id: '1', action: 'install' }] }).length, 0)
  t.not(officialErrors('ProductOrder_Create', { productOrderItem: [{ id: '1', action: 'add' }], requestedStartDate: 'tomorrow' }).length, 0)
  t.not(officialErrors('ProductOrder', { productOrderItem: [{ id: '1', action: 'add' }], state: 'scheduled' }).length, 0)
})

test('the states of the native contract are the official ones', async t => {
  const official = JSON.parse(readFileSync(`${folder}tmf622-v4.0.0.swagger.json`, 'utf8')).definitions
  const ours = readNativeContract('anguang')['components'].schemas
  for (const name of ['ProductOrderStateType', 'OrderItemActionType', 'TaskStateType']) t.strictSame(ours[name].enum, official[name].enum, name)
})

test('every field of a definition of the native contract stands in the official one, and what is sent has all that is required there', async t => {
  const official = JSON.parse(readFileSync(`${folder}tmf622-v4.0.0.swagger.json`, 'utf8')).definitions
  const ours = readNativeContract('anguang')['components'].schemas
  const names = { Order: 'ProductOrder_Create', SentItem: 'ProductOrderItem', SentParty: 'RelatedParty', SentPlace: 'RelatedPlaceRefOrValue', SentNote: 'Note' }
  const pairs = [...Object.entries(names), ...Object.keys(ours).filter(name => name in official).map(name => [name, name] as const)]
  for (const [name, theirs] of pairs) {
    for (const field of Object.keys(ours[name].properties ?? {})) t.ok(field in official[theirs].properties, `${name}.${field}`)
    // What is read may leave out what the interface document prints without it.
    if (name === theirs) continue
    for (const field of official[theirs].required ?? []) t.ok(ours[name].required.includes(field), `${name} requires ${field}`)
  }
})

test('the native contract refuses', async t => {
  const wrong: Record<string, Schemas['Order']> = {
    'an order without items': changed(order => { order.productOrderItem = [] }),
    '新装 that is not add': changed(order => { order.productOrderItem[0]!.action = 'modify' }),
    'a new broadband without its bandwidth': changed(order => { order.productOrderItem[0]!.product.productCharacteristic.splice(1, 1) }),
    'a characteristic twice': changed(order => { order.productOrderItem[0]!.product.productCharacteristic.push({ name: 'bandwidthMbps', value: 1 }) }),
    'an item without a contact': changed(order => { order.productOrderItem[0]!.product.productCharacteristic.splice(2, 1) }),
    'a number of sets with broadband': changed(order => { order.productOrderItem[0]!.product.productCharacteristic.push({ name: 'tvSets', value: 1 }) }),
    'a bandwidth with cable TV': changed(order => { order.productOrderItem[1]!.product.productCharacteristic.push({ name: 'bandwidthMbps', value: 1 }) }),
    'a former address without a move': changed(order => {
      order.productOrderItem[0]!.product.place.push({ role: 'formerAddress', name: '泾县泾川镇', '@referredType': 'GeographicAddress' })
    }),
    'a move without a former address': changed(order => { order.productOrderItem[0]!.product.place.pop() }, 'exemplary/move-broadband-household.json'),
    'a move of two former addresses': changed(order => { order.productOrderItem[0]!.product.place[0]!.role = 'formerAddress' }, 'exemplary/move-broadband-household.json'),
    'a bandwidth as text': changed(order => { Object.assign(order.productOrderItem[0]!.product.productCharacteristic[1]!, { value: '1000' }) }),
    'an offering that 安广网络 does not have': changed(order => { Object.assign(order.productOrderItem[0]!.productOffering, { id: 'VOICE' }) }),
    'a field that the hub does not know': changed(order => { Object.assign(order, { orderDate: '2026-01-05T09:30:15+08:00' }) })
  }
  for (const [name, order] of Object.entries(wrong)) t.ok(fails('Order', order), name)
})

test('the native contract reads a state that TMF622 does not have, but no time that is none', async t => {
  const item = { id: '1', action: 'add' }
  t.notOk(fails('ProductOrder', { id: '1', state: 'scheduled', productOrderItem: [item], anything: {} }))
  t.ok(fails('ProductOrder', { id: '1', state: 'completed', productOrderItem: [item], completionDate: '2026-02-30T10:00:00Z' }))
  t.ok(fails('ProductOrder', { id: '1', state: 'completed', productOrderItem: [item], completionDate: '2026-01-05T10:00:00' }))
  t.notOk(fails('ProductOrder', { id: '1', state: 'completed' }), 'its document prints events without items')
})
