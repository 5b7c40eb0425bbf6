/** What several supplements of one order come to together. */
import { test } from 'tap'
import { readDocument } from '../../../openapi/document.ts'
import { supplement } from '../../../src/cases/supplement.ts'
import { deliver } from '../../../src/engines/delivery/deliver.ts'
import type { Caller } from '../../../src/ground/access/caller.ts'
import { newFormChecker } from '../../../src/ground/form/form-checker.ts'
import { changeOrder } from '../../../src/records/orders/application.ts'
import { transit } from '../../../src/records/orders/change-order.ts'
import { formFor } from '../../journeys/enterprises.ts'
import { bareHub } from '../../kit/bare-hub.ts'

const CALLER: Caller = { id: 'portal', owner: 'portal', kind: 'portal', scopes: new Set() }

test('what one supplement took out stays out, whatever the next ones bring', async t => {
  const bare = await bareHub(t, { slug: 'telecom' })
  const checkForm = newFormChecker(readDocument(new URL('../../../openapi/hub.yaml', import.meta.url)))
  const form = formFor('telecom')
  form.network!.otherServices = { fixedLine: '两部电话', tv: '机顶盒三台' }
  const { orderId, intentId, jointNumber } = await bare.submit(form)
  const due = deliver(bare.hub, bare.enterprise)
  await due(intentId)
  const sent: string[][] = []
  bare.told.supplement = async (_key, ...orders) => {
    sent.push(orders.map(order => (order as { REMARK?: string }).REMARK?.replace(/.*?(固话|宽带|电视)/, '$1') ?? ''))
  }

  for (const changes of [{ network: { otherServices: null } }, { network: { otherServices: { broadband: '上门调测' } } }, { basic: { phone: '13911113333' } }]) {
    bare.clock.pass(60_000)
    await changeOrder(bare.hub, orderId, async at => { transit(bare.hub, at, { state: 'needsMaterial', source: 'callback' }) })
    await supplement(bare.hub, checkForm, CALLER, jointNumber, { enterprise: 'telecom', changes: changes as object })
    const [{ id }] = await bare.rows("select id from intents where kind = 'supplement' and state = 'open'")
    await due(id)
  }

  t.strictSame(sent, [['', '固话：两部电话；电视：机顶盒三台'], ['宽带：上门调测', ''], ['宽带：上门调测', '宽带：上门调测']], 'as corrected, and as it was before')
  t.match(await bare.rows('select state from orders'), [{ state: 'materialReceived' }])
})
