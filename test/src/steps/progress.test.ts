/** What an enterprise says and the hub has no word for. */
import { test } from 'tap'
import { changeOrder } from '../../../src/records/orders/application.ts'
import { applyProgress } from '../../../src/steps/progress.ts'
import { bareHub } from '../../kit/bare-hub.ts'
import { formFor } from '../../journeys/enterprises.ts'

test('an unknown status stands in the log cut short and without anybody in it', async t => {
  const { hub, submit, lines } = await bareHub(t)
  const { orderId } = await submit()
  const { applicantName, idNumber, phone } = formFor('unicom').basic
  const says = async (native: string): Promise<string> => {
    lines.length = 0
    t.equal(await changeOrder(hub, orderId, at => applyProgress(hub, at, { kind: 'unknown', native }, 'callback')), 'unknownStatus')
    return JSON.parse(lines.find(line => line.includes('unknown-status'))!).native
  }
  t.equal(await says('99'), '99')
  t.equal(await says(`${idNumber}`), '***')
  t.equal(await says(`${applicantName} ${phone}`), '*** ***')
  t.equal(await says('联系人 11010519491231002X 13912345678'), '联系人 *** ***', 'nor anybody else')
  t.equal((await says('x'.repeat(200_000))).length, 64)
})
