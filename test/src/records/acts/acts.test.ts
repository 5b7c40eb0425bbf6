import { test } from 'tap'
import { inWork } from '../../../../src/ground/database/work.ts'
import { letChange } from '../../../../src/ground/database/append-only.ts'
import { openVault } from '../../../../src/ground/sealing/vault.ts'
import { recordAct, type Act } from '../../../../src/records/acts/acts.ts'
import { eraseWords } from '../../../../src/records/acts/own-words.ts'
import { bareHub, migratedDatabase, NINE, workplace } from '../../../kit/bare-hub.ts'
import { formFor } from '../../../journeys/enterprises.ts'
import { sandboxSettings } from '../../../kit/sandbox.ts'

const ACT: Act = { at: NINE, actor: 'county-office', action: 'webhook-redelivery', target: { jointNumber: 'JXLB000001' }, about: ['JXLB000001'], reason: '平台漏收', affected: 3 }

test('acts', async t => {
  const { pool } = await migratedDatabase(t)
  const hub = { vault: openVault(sandboxSettings().personalData) }
  await recordAct(hub, pool, ACT)
  const stored = async (): Promise<unknown[]> => (await pool.query('select at, actor, action, target, about, reason, affected from acts order by id')).rows

  await t.test('are kept as they were told', async t => {
    t.strictSame(await stored(), [ACT])
  })

  await t.test('are not there without what was done', async t => {
    await t.rejects(inWork(workplace(pool), async work => {
      await recordAct(hub, work, ACT)
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

test('of an act the words alone change, and only when somebody is erased', async t => {
  const { hub, rows } = await bareHub(t)
  await recordAct(hub, hub.pool, { ...ACT, reason: '覃珧璿来电' })
  const persons = { identity: ['覃珧璿'], words: [] }
  await t.rejects(inWork(hub, work => eraseWords(work, persons, 'JXLB000001')), { message: 'acts is append-only' })
  await inWork(hub, async work => {
    letChange(work)
    await eraseWords(work, persons, 'JXLB000002')
  })
  t.match(await rows('select reason from acts'), [{ reason: '覃珧璿来电' }], 'it is about somebody else')
  await inWork(hub, async work => {
    letChange(work)
    await eraseWords(work, persons, 'JXLB000001')
  })
  t.match(await rows('select reason, actor, affected from acts'), [{ reason: '***来电', actor: 'county-office', affected: 3 }])
  for (const statement of ["update acts set actor = 'somebody else'", 'delete from acts', 'truncate acts']) {
    await t.rejects(inWork(hub, async work => {
      letChange(work)
      await work.query(statement)
    }), { message: 'acts is append-only' }, statement)
  }
})

test('a reason names nobody who has applied, whatever it is about', async t => {
  const { hub, submit, rows } = await bareHub(t)
  const { jointNumber } = await submit()
  const kept = async (reason: string, about: string[] = []): Promise<string> => {
    await recordAct(hub, hub.pool, { ...ACT, about, reason })
    return (await rows('select reason from acts order by id desc limit 1'))[0].reason
  }
  t.equal(await kept('请王小梅补件'), '请***补件')
  t.equal(await kept('尾号 138 0000 0001 来电'), '尾号 *** 来电')
  t.equal(await kept('请李大梅补件'), '请李大梅补件', 'nobody of that name has applied')
  t.equal(await kept('城东路不通', [jointNumber]), '城东路不通')
  const { basic: { address } } = formFor('unicom')
  t.equal(await kept(`${address.text}停电`), `${address.text}停电`)
  t.equal(await kept(`${address.text}停电`, [jointNumber]), '***停电', 'more is known of whom it is about')
})
