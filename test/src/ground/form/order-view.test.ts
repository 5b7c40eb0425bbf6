import { test } from 'tap'
import { orderView } from '../../../../src/ground/form/order-view.ts'
import { wholeHouseForm } from '../../../kit/forms.ts'

const received = { jointNumber: 'JXLB000001', receivedAt: '2026-11-23T09:30:15+08:00', form: wholeHouseForm() }

for (const service of ['water', 'electricity', 'gas', 'network'] as const) {
  test(`the ${service} company sees the basic block and its own, and not which others were applied for`, async t => {
    const order = orderView(service, 'JXLB000001-W', received)
    t.strictSame(order, {
      reference: 'JXLB000001-W',
      jointNumber: 'JXLB000001',
      receivedAt: '2026-11-23T09:30:15+08:00',
      basic: { ...received.form.basic, services: [service] },
      block: received.form[service]
    })
  })
}

test('who registered it at the window is passed on, the rest of the foot and the origin are not', async t => {
  const form = { ...received.form, origin: { channel: 'window' as const, window: '3 号窗口' }, foot: { firstContactUnit: '泾县供水', registrar: '赵敏' } }
  const order = orderView('gas', 'R', { ...received, form })
  t.equal(order.registrar, '赵敏')
  t.notMatch(JSON.stringify(order), /泾县供水|3 号窗口|AH341823/)
})

test('a view leaves the form as it was', async t => {
  orderView('water', 'R', received)
  t.strictSame(received.form, wholeHouseForm())
})
