/** What somebody has on paper finds the case: its number as it is printed, or the enterprise's own. */
import { t as root, test } from 'tap'
import { listApplications } from '../../../src/views/applications.ts'
import { householdForm, wholeHouseForm } from '../../kit/forms.ts'
import { startIntake } from '../../kit/intake-hub.ts'

const { hub, pool, submit, call } = await startIntake(root)

test('an application is found by any of its numbers', async t => {
  const { jointNumber } = await submit(wholeHouseForm())
  await submit(householdForm())
  await pool.query("update orders set native_number = '3418 230056' where enterprise = 'state-grid'")
  const found = async (number: string, enterprise: string | null = null, client: string | null = 'portal'): Promise<string[]> =>
    (await listApplications(hub, { client, enterprise }, { number })).applications.map(one => one.jointNumber)
  for (const number of [jointNumber, '(JXLB)000001', '（jxlb） 000001', ' JXLB000001 ', '3418 230056']) t.strictSame(await found(number), [jointNumber], number)
  for (const number of ['JXLB00000', '000001', '3418', '%']) t.strictSame(await found(number), [], number)
  t.strictSame(await found(jointNumber, null, 'unit:县政务服务中心'), [], "nothing of others'")
  t.strictSame(await found('3418 230056', 'state-grid', null), [jointNumber])
  t.strictSame(await found('3418 230056', 'unicom', null), [], 'nor by what another enterprise gave')
  const answer = await call(`/v1/applications?number=${encodeURIComponent('(JXLB)000001')}`)
  t.match(await answer.json(), { applications: [{ jointNumber }] })
})
