/** An order that changes hands takes along what its applicant has said of it. */
import { test, type Test } from 'tap'
import { PIXEL } from '../../../kit/submit.ts'
import { filesOf } from '../../../src/records/attachments/attachments.ts'
import { changeOrder, type OrderAtHand } from '../../../src/records/orders/application.ts'
import { correct, requestWithdrawal } from '../../../src/records/orders/change-order.ts'
import { openCorrections } from '../../../src/records/orders/form.ts'
import { handOver } from '../../../src/steps/hand-over.ts'
import type { ApplicationForm } from '../../../src/ground/form/order-view.ts'
import { householdForm } from '../../kit/forms.ts'
import { startIntake, type Intake } from '../../kit/intake-hub.ts'

/** An order at 新奥, of which 港华 is the other company. */
async function gasOrder (t: Test): Promise<{ intake: Intake, jointNumber: string, orderId: string, change: (act: (at: OrderAtHand) => unknown) => Promise<void>, rows: (statement: string) => Promise<any[]> }> {
  const intake = await startIntake(t, { slugs: ['towngas', 'enn'] })
  const { id } = await (await intake.upload(PIXEL)).json() as { id: string }
  const { water: _water, ...form } = householdForm()
  const gas: ApplicationForm = { ...form, basic: { ...form.basic, services: ['gas'] }, gas: { kind: 'ignition', supplier: 'enn' }, attachments: [{ id, kind: 'idCard' }] }
  const { jointNumber } = await intake.submit(gas)
  const rows = async (statement: string): Promise<any[]> => (await intake.pool.query(statement)).rows
  const [{ id: orderId }] = await rows('select id from orders')
  return { intake, jointNumber, orderId, change: act => changeOrder(intake.hub, orderId, async at => { await act(at) }), rows }
}

test('corrections and files count at the next company as well', async t => {
  const { intake: { hub, call, pool }, orderId, change, rows } = await gasOrder(t)
  const corrections = { basic: { phone: '13900000002' } } as Partial<ApplicationForm>
  await change(at => correct(hub, at, [corrections]))
  await pool.query('update attachments set order_id = $1', [orderId])
  await change(at => handOver(hub, at, '不在经营区域', 'callback'))
  t.match(await rows('select enterprise, state from orders order by position'), [{ enterprise: 'enn', state: 'handedOver' }, { enterprise: 'towngas', state: 'received' }])
  const [successor] = await rows("select id, application_serial as serial, corrections_sealed as \"correctionsSealed\" from orders where enterprise = 'towngas'")
  t.strictSame(openCorrections(hub.vault, successor), [corrections])
  t.equal((await filesOf(pool, { serial: successor.serial, orderId: successor.id })).length, 1)
  const search = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ phone: '13900000002', applicantName: '王小梅', purpose: '核实来电' }) }
  t.match(await (await call('/v1/applications/search', search)).json(), { applications: [{ orders: [{}, { enterprise: 'towngas' }] }] }, 'and it is found by them')
})

test('one that its applicant wants back is theirs, and goes to nobody else', async t => {
  const { intake: { hub, call }, jointNumber, change, rows } = await gasOrder(t)
  await change(at => requestWithdrawal(hub, at, '暂不办理'))
  await change(at => handOver(hub, at, '不在经营区域', 'callback'))
  t.match(await rows('select enterprise, state from orders'), [{ enterprise: 'enn', state: 'withdrawn' }])
  t.strictSame(await rows("select from intents where state = 'open'"), [])
  t.match(await (await call(`/v1/applications/${jointNumber}`)).json(), { status: 'ended', orders: [{ state: 'withdrawn', remark: '暂不办理' }] })
})
