/** The specialists of the enterprise that has filed are told what departments say of it, each thing once. */
import { test, type Test } from 'tap'
import { breakFiling, cancelFiling } from '../../../../src/cases/follow-filing.ts'
import { newReminderSender } from '../../../../src/engines/reminders/send-reminders.ts'
import { conforming } from '../../../kit/answers.ts'
import { filingBench, LONG, OPERATOR, SHORT, type FilingBench } from '../../../kit/filing-bench.ts'
import { openMailServer } from '../../../kit/smtp-server.ts'
import { openPortal } from '../../../kit/webhook-bench.ts'

const ACCOUNT = { user: 'lianban', password: 'mail-secret' }

interface Site extends FilingBench {
  /** What has been sent since: recipients, subjects and lines of mails, and what the site's webhook was told. */
  sent (): Promise<{ mails: string[], told: any[] }>
}

async function site (t: Test): Promise<Site> {
  const mail = await openMailServer(t, ACCOUNT)
  const portal = await openPortal(t)
  const bench = await filingBench(t, settings => {
    settings.reminders = {
      smtp: { host: '127.0.0.1', port: mail.port, secure: false, plain: true, ...ACCOUNT, from: 'lianban@example.cn', timeout: '2s' },
      webhook: { url: portal.url, secrets: ['whsec_c2FuZGJveC1wb3J0YWwtd2ViaG9vay1zZWNyZXQ='] },
      specialists: { 'county-water': ['water@example.cn'], unicom: ['unicom@example.cn'] }
    }
  })
  let mails = 0
  let told = 0
  return {
    ...bench,
    async sent () {
      const sender = newReminderSender(bench.hub)
      await sender.sendDue()
      await sender.close()
      const fresh = {
        mails: mail.mails.slice(mails).map(({ to, subject, body }) => `${to.join()} ${subject}\n${body.split('\n').filter(line => line.startsWith('JXLB')).join('\n')}`),
        told: portal.deliveries.slice(told).flatMap(({ body }) => conforming(t, JSON.parse(body), 'FilingReminders').data.reminders)
      }
      mails = mail.mails.length
      told = portal.deliveries.length
      return fresh
    }
  }
}

test('a correction that a department wants, and a refusal with its items', async t => {
  const { file, work, callBack, sent, order } = await site(t)
  const { reference, id } = await file(LONG)
  await work()
  await callBack(reference, 'GH', { blzt: '3' })
  t.strictSame(await sent(), { mails: [], told: [] }, 'of what goes its way nobody is told')
  const said = { blzt: '6', blyj: '请补交 3408 附图', blsj: '2026-01-06 09:00:00' }
  await callBack(reference, 'DLWJ', said)
  await callBack(reference, 'DLWJ', said)
  const correction = await sent()
  t.strictSame(correction.mails, [`water@example.cn 行政审批提醒：部门要求补正 1 项\nJXLB000001  泾县供水  ${order.reference}  并联审批  道路挖掘`])
  t.match(correction.told, [{ kind: 'filingCorrection', kindLabel: '部门要求补正', jointNumber: 'JXLB000001', enterprise: 'county-water', order: order.reference, filingId: id, modeLabel: '并联审批', items: [{ item: 'roadExcavation', itemLabel: '道路挖掘' }] }])
  t.equal(correction.told.length, 1, 'said twice, told once')
  t.notMatch(JSON.stringify(correction), /3408/, 'nothing in words of the department')

  await callBack(reference, 'GH', { blzt: '11' })
  await callBack(reference, 'DLWJ', { blzt: '13', blyj: '五年内不得开挖' })
  const refusal = await sent()
  t.strictSame(refusal.mails, [`water@example.cn 行政审批提醒：申报未通过 1 项\nJXLB000001  泾县供水  ${order.reference}  并联审批  道路挖掘`])
  t.match(refusal.told, [{ kind: 'filingRefused', items: [{ item: 'roadExcavation' }] }])
  t.equal(refusal.told[0].items.length, 1)
})

test('that it has passed, and that it was broken; nobody of what they took back themselves', async t => {
  const { hub, file, work, callBack, sent, rows } = await site(t)
  const { reference, id } = await file({ ...SHORT, items: ['planning'] })
  await work()
  await callBack(reference, 'GH', { blzt: '11' })
  t.match((await sent()).told, [{ kind: 'filingPassed', modeLabel: '告知承诺备案', items: [{ item: 'planning' }] }])
  const [{ version }] = await rows('select version from filings')
  await breakFiling(hub, OPERATOR, id, { version, reason: '未按承诺恢复路面' })
  const broken = await sent()
  t.match(broken.told, [{ kind: 'filingBroken', kindLabel: '申报已撤销' }])
  t.notMatch(JSON.stringify(broken), /恢复路面/)
  const second = await file({ ...LONG, startDate: '2026-02-01', endDate: '2026-02-02' })
  await cancelFiling(hub, OPERATOR, second.id, { version: second.version, reason: '改线' })
  t.match(await rows("select state from filings where state = 'cancelled'"), [{ state: 'cancelled' }])
  t.strictSame(await sent(), { mails: [], told: [] })
})
