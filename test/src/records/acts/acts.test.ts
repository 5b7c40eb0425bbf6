import { test } from 'tap'
import { inWork } from '../../../../src/ground/database/work.ts'
import { recordAct, type Act } from '../../../../src/records/acts/acts.ts'
import { migratedDatabase, NINE, NO_ALARMS } from '../../../kit/bare-hub.ts'

const ACT: Act = { at: NINE, actor: 'county-office', action: 'webhook-redelivery', target: { jointNumber: 'JXLB000001' }, reason: '平台漏收', affected: 3 }

test('acts', async t => {
  const { pool } = await migratedDatabase(t)
  await recordAct(pool, ACT)
  const stored = async (): Promise<unknown[]> => (await pool.query('select at, actor, action, target, reason, affected from acts order by id')).rows

  await t.test('are kept as they were told', async t => {
    t.strictSame(await stored(), [ACT])
  })

  await t.test('are not there without what was done', async t => {
    await t.rejects(inWork({ pool, alarms: NO_ALARMS }, async work => {
      await recordAct(work, ACT)
      throw new Error('not done')
    }), { message: 'not done' })
    t.strictSame(await stored(), [ACT])
  })

  for (const statement of ["update acts set reason = ''", 'delete from acts', 'truncate acts']) {
    await t.test(`no ${statement.split(' ', 1)[0]} touches them`, async t => {
      await t.rejects(pool.query(statement), { message: 'acts is append-only' })
      t.strictSame(await stored(), [ACT])
    })
  }
})
