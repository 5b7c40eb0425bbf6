/** What time does to visits: answers close, and who comes is reminded, once, whatever dies in between and however many processes there are. */
import { test, type Test } from 'tap'
import { openAccount } from '../../../../src/cases/administer-accounts.ts'
import { decideCountyDays } from '../../../../src/cases/decide-county-days.ts'
import { newReminderSender } from '../../../../src/engines/reminders/send-reminders.ts'
import { tellOfClocks } from '../../../../src/engines/clocks/tell.ts'
import { remindOfVisits, reviewVisits, settleDueVisits } from '../../../../src/engines/visits/see-to-visits.ts'
import { formFor } from '../../../journeys/enterprises.ts'
import { bareHub, type BareHub } from '../../../kit/bare-hub.ts'
import { openMailServer, type ToldMailServer } from '../../../kit/smtp-server.ts'
import { LEAD, visitBench, type VisitBench } from '../../../kit/visits.ts'
import { openPortal, type ToldPortal } from '../../../kit/webhook-bench.ts'

const ACCOUNT = { user: 'lianban', password: 'mail-secret' }
const SECRET = 'whsec_c2FuZGJveC1wb3J0YWwtd2ViaG9vay1zZWNyZXQ='

interface Site extends BareHub {
  mail: ToldMailServer
  site: ToldPortal
  visit: VisitBench
  jointNumber: string
  at (local: string): void
  /** The hub's chores at this time, and what goes out; answers the subjects of the mails that came since, and the kinds that the webhook told. */
  pass (local: string): Promise<{ mails: string[], kinds: string[] }>
}

async function siteOf (t: Test): Promise<Site> {
  const mail = await openMailServer(t, ACCOUNT)
  const site = await openPortal(t)
  const bare = await bareHub(t, {
    adjust (settings) {
      settings.reminders = {
        smtp: { host: '127.0.0.1', port: mail.port, secure: false, plain: true, ...ACCOUNT, from: 'lianban@example.cn', timeout: '2s' },
        webhook: { url: site.url, secrets: [SECRET] },
        specialists: { unicom: ['unicom@example.cn'], mobile: ['mobile@example.cn'] },
        firstContactUnits: { 县政务服务中心: ['window@example.cn'] }
      }
    }
  })
  const at = (local: string): void => { bare.clock.now = new Date(`${local}:00+08:00`) }
  at('2026-11-23T09:00')
  const { jointNumber } = await bare.submit(formFor('unicom'))
  const review = reviewVisits(bare.hub)
  let mails = 0
  let told = 0
  return {
    ...bare,
    mail,
    site,
    jointNumber,
    visit: visitBench(bare.hub, jointNumber),
    at,
    async pass (local) {
      at(local)
      await review(bare.clock.now)
      await settleDueVisits(bare.hub, bare.clock.now)
      await remindOfVisits(bare.hub, bare.clock.now)
      const sender = newReminderSender(bare.hub)
      await sender.sendDue()
      await sender.close()
      const fresh = { mails: mail.mails.slice(mails).map(({ to, subject }) => `${to.join()} ${subject}`), kinds: site.deliveries.slice(told).flatMap(({ body }) => JSON.parse(body).data.reminders.map(({ kind }: any) => kind)) }
      mails = mail.mails.length
      told = site.deliveries.length
      return fresh
    }
  }
}

test('who comes is told of the time, in the evening before, and two hours before, each once', async t => {
  const { visit, pass, site, mail, jointNumber } = await siteOf(t)
  await visit.propose('2026-11-25', 'afternoon')
  t.strictSame(await pass('2026-11-23T09:30'), { mails: ['unicom@example.cn 联合踏勘提醒：请答复踏勘时间 1 项'], kinds: ['visitProposed'] })
  t.strictSame(await pass('2026-11-23T10:59'), { mails: [], kinds: [] })
  t.strictSame(await pass('2026-11-23T11:00'), { mails: ['unicom@example.cn 联合踏勘提醒：踏勘时间已定 1 项'], kinds: ['visitAgreed'] }, 'silent, it is told to come')
  t.match(await visit.read(), { state: 'agreed', parties: [{ attendance: 'unconfirmed', attendanceLabel: '未确认' }] })
  t.strictSame(await pass('2026-11-24T17:59'), { mails: [], kinds: [] })
  t.strictSame(await pass('2026-11-24T18:00'), { mails: ['unicom@example.cn 联合踏勘提醒：明日踏勘 1 项'], kinds: ['visitEve'] })
  t.strictSame(await pass('2026-11-24T18:01'), { mails: [], kinds: [] })
  t.strictSame(await pass('2026-11-25T12:29'), { mails: [], kinds: [] })
  t.strictSame(await pass('2026-11-25T12:30'), { mails: ['unicom@example.cn 联合踏勘提醒：即将踏勘 1 项'], kinds: ['visitSoon'] }, 'two hours by the wall clock, whatever offices do')
  t.strictSame(await pass('2026-11-25T15:00'), { mails: [], kinds: [] })
  t.match(mail.mails.at(-1)!.body, `${jointNumber}  中国联通  2026-11-25 下午（第 1 次提出的时间）`)
  t.match(JSON.parse(site.deliveries.at(-1)!.body), {
    type: 'visit.reminders',
    timestamp: '2026-11-25T12:30:00+08:00',
    data: { reminders: [{ kind: 'visitSoon', kindLabel: '即将踏勘', jointNumber, enterprise: 'unicom', enterpriseName: '中国联通', proposal: 1, slot: { date: '2026-11-25', half: 'afternoon', from: '2026-11-25T14:30:00+08:00' } }] }
  })
})

test('the window and whoever in it answers for the application are told too', async t => {
  const { hub, visit, pass, rows, jointNumber } = await siteOf(t)
  await openAccount(hub, { login: 'li.na', name: '李娜', unit: '县政务服务中心', roles: ['clerk'], mail: 'li.na@example.cn' }, { actor: 'cli:王工', reason: '入职' })
  await rows("update applications set accountable = 'li.na', client_id = 'unit:县政务服务中心' where joint_number = $1", [jointNumber])
  await visit.propose('2026-11-25')
  t.strictSame((await pass('2026-11-23T09:30')).mails.sort(), ['li.na@example.cn', 'unicom@example.cn', 'window@example.cn'].map(to => `${to} 联合踏勘提醒：请答复踏勘时间 1 项`))
})

test('after downtime the last reminder alone is told, and none once the visit should have begun', async t => {
  const { visit, pass } = await siteOf(t)
  await visit.propose('2026-11-25')
  await visit.ask('settleVisit', LEAD, { proposal: 1 })
  t.strictSame((await pass('2026-11-25T07:00')).kinds, ['visitProposed', 'visitAgreed', 'visitSoon'])
  t.strictSame((await pass('2026-11-25T07:30')).kinds, [])
  await visit.propose('2026-11-26')
  await visit.ask('settleVisit', LEAD, { proposal: 2 })
  t.strictSame((await pass('2026-11-26T08:00')).kinds, ['visitProposed', 'visitAgreed'])
})

test('a time that is moved or cancelled is not reminded of', async t => {
  const { visit, pass, at } = await siteOf(t)
  await visit.propose('2026-11-25')
  await visit.ask('settleVisit', LEAD, { proposal: 1 })
  at('2026-11-23T09:20')
  await visit.propose('2026-11-27')
  t.strictSame((await pass('2026-11-23T09:30')).kinds.sort(), ['visitAgreed', 'visitProposed', 'visitProposed'])
  t.strictSame((await pass('2026-11-24T18:00')).kinds, ['visitAgreed'], 'of the new time')
  const { version } = await visit.read()
  await visit.ask('cancelVisit', LEAD, { version, reason: '申请人出差' })
  t.strictSame((await pass('2026-11-26T18:00')).kinds, ['visitCancelled'])
  t.strictSame((await pass('2026-11-27T06:00')).kinds, [])
})

test('a visit whose day the county closes is to be moved, and whoever comes is told so once', async t => {
  const { hub, visit, pass, mail, at, rows } = await siteOf(t)
  await visit.propose('2026-11-25', 'afternoon')
  await visit.ask('settleVisit', LEAD, { proposal: 1 })
  await pass('2026-11-23T09:10')
  await decideCountyDays(hub, { dates: ['2026-11-26'], isOffDay: true }, { actor: 'operator', reason: '防汛停办' })
  t.strictSame(await pass('2026-11-23T09:20'), { mails: [], kinds: [] }, 'another day')
  t.notHas(await visit.read(), { dayOff: true })
  await decideCountyDays(hub, { dates: ['2026-11-25'], isOffDay: true }, { actor: 'operator', reason: '防汛停办' })
  const { version } = await visit.read()
  const dying = { ...hub, visits: { ...hub.visits, tell: () => { throw new Error('died') } } }
  const failing = reviewVisits(dying)
  t.equal(await failing(new Date('2026-11-23T09:20:30+08:00')), 0)
  await rows('delete from set_aside')
  dying.visits.tell = hub.visits.tell as typeof dying.visits.tell
  t.equal(await failing(new Date('2026-11-23T09:29:00+08:00')), 0, 'it has gone past it')
  const now = new Date('2026-11-23T09:31:00+08:00')
  t.equal(await failing(now), 1, 'and goes over all once more')
  await Promise.all([0, 1, 2].map(() => reviewVisits(hub)(now)))
  t.strictSame(await pass('2026-11-23T09:32'), { mails: ['unicom@example.cn 联合踏勘提醒：踏勘日已改为休息日，请改期 1 项'], kinds: ['visitDayOff'] })
  t.match(mail.mails.at(-1)!.body, '2026-11-25 下午（第 1 次提出的时间）')
  t.match(await visit.read(), { state: 'agreed', dayOff: true, version }, 'whoever has it open goes on with what they see')
  t.strictSame((await pass('2026-11-23T10:00')).kinds, [])
  await decideCountyDays(hub, { dates: ['2027-02-24'], isOffDay: true }, { actor: 'operator', reason: '防汛停办' })
  await reviewVisits(hub)(new Date('2026-11-23T10:00:30+08:00'))
  t.strictSame((await pass('2026-11-23T10:01')).kinds, [], 'another day that is closed, and a process that begins, tell it no more')
  at('2026-11-23T10:01')
  await visit.propose('2026-11-27')
  t.notHas(await visit.read(), { dayOff: true })
  t.notOk((await pass('2026-11-23T10:02')).kinds.includes('visitDayOff'))
  await decideCountyDays(hub, { dates: ['2026-11-27'], isOffDay: true }, { actor: 'operator', reason: '防汛停办' })
  t.ok((await pass('2026-11-23T10:03')).kinds.includes('visitDayOff'), 'of the next time again')
  t.strictSame((await visit.events()).map(({ event }) => event), ['visitProposed', 'visitAgreed', 'visitDayOff', 'visitProposed', 'visitDayOff'], 'and the portal')
})

test('several processes at once, and one that dies, tell once', async t => {
  const { hub, visit, rows } = await siteOf(t)
  await visit.propose('2026-11-25')
  const now = new Date('2026-11-23T11:00:00+08:00')
  const dying = { ...hub, visits: { ...hub.visits, tell: () => { throw new Error('died') } } }
  t.equal(await settleDueVisits(dying, now), 0)
  t.match(await visit.read(), { state: 'proposed' }, 'nothing is half done')
  const again = new Date('2026-11-23T14:31:00+08:00')
  await Promise.all([0, 1, 2, 3].map(() => settleDueVisits(hub, again)))
  t.strictSame((await rows('select kind, count(*)::int as count from reminders group by kind order by kind')).filter(({ kind }) => kind === 'visitAgreed'), [{ kind: 'visitAgreed', count: 2 }], 'a mail and a webhook')
  t.equal((await visit.events()).filter(({ event }) => event === 'visitAgreed').length, 1)
  const eve = new Date('2026-11-24T18:00:00+08:00')
  await Promise.all([0, 1, 2, 3].map(() => remindOfVisits(hub, eve)))
  t.strictSame(await rows("select count(*)::int as count from reminders where kind = 'visitEve'"), [{ count: 2 }])
})

test('promises and visits are told apart', async t => {
  const { at, hub, visit, site: portal } = await siteOf(t)
  await visit.propose('2026-11-25')
  at('2026-11-24T15:45')
  await tellOfClocks(hub, new Date('2026-11-24T15:45:00+08:00'))
  const sender = newReminderSender(hub)
  await sender.sendDue()
  await sender.close()
  t.strictSame(portal.deliveries.map(({ body }) => JSON.parse(body).type).sort(), ['clock.reminders', 'visit.reminders'])
})
