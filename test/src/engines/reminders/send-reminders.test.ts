/** The people who answer for a promise are reminded of it by mail and by the site's webhook, once, whatever fails. */
import { test, type Test } from 'tap'
import { Webhook } from 'standardwebhooks'
import { lockOut, openAccount } from '../../../../src/cases/administer-accounts.ts'
import { newReminderSender } from '../../../../src/engines/reminders/send-reminders.ts'
import { tellOfClocks } from '../../../../src/engines/clocks/tell.ts'
import { formFor } from '../../../journeys/enterprises.ts'
import { bareHub, type BareHub } from '../../../kit/bare-hub.ts'
import { openMailServer, type ToldMailServer } from '../../../kit/smtp-server.ts'
import { openPortal, type ToldPortal } from '../../../kit/webhook-bench.ts'

const ACCOUNT = { user: 'lianban', password: 'mail-secret' }
const SECRET = 'whsec_c2FuZGJveC1wb3J0YWwtd2ViaG9vay1zZWNyZXQ='

interface Site extends BareHub {
  mail: ToldMailServer
  site: ToldPortal
  /** At this time the hub tells of its clocks, and sends; answers how many batches. */
  pass (local: string): Promise<number>
  states (): Promise<string[]>
}

async function site (t: Test, adjust: (reminders: any) => void = () => {}): Promise<Site> {
  const mail = await openMailServer(t, ACCOUNT)
  const portal = await openPortal(t)
  const bare = await bareHub(t, {
    adjust (settings) {
      delete settings.enterprises.unicom.promises
      settings.reminders = {
        smtp: { host: '127.0.0.1', port: mail.port, secure: false, plain: true, ...ACCOUNT, from: 'lianban@example.cn', timeout: '2s' },
        webhook: { url: portal.url, secrets: [SECRET] },
        supervisors: ['supervisor@example.cn'],
        specialists: { unicom: ['unicom@example.cn', 'supervisor@example.cn'], mobile: ['mobile@example.cn'] },
        firstContactUnits: { 政务服务中心: ['window@example.cn'] }
      }
      adjust(settings.reminders)
    }
  })
  bare.clock.now = new Date('2026-11-27T09:00:00+08:00')
  return {
    ...bare,
    mail,
    site: portal,
    async pass (local) {
      bare.clock.now = new Date(`${local}:00+08:00`)
      await tellOfClocks(bare.hub, bare.clock.now)
      const sender = newReminderSender(bare.hub)
      const sent = await sender.sendDue()
      await sender.close()
      return sent
    },
    states: async () => (await bare.rows('select state from reminders order by number')).map(({ state }) => state)
  }
}

test('each of those who answer for it gets one mail for all that is due, and the site one webhook', async t => {
  const { mail, site: portal, submit, pass, states } = await site(t)
  const form = formFor('unicom')
  const foot = { firstContactUnit: '政务服务中心', registrar: '王登记' }
  const numbers = [await submit({ ...form, foot }), await submit(form)].map(({ jointNumber }) => jointNumber)
  t.equal(await pass('2026-11-30T15:45'), 4)
  t.strictSame(mail.mails.map(({ to }) => to.join()).sort(), ['supervisor@example.cn', 'unicom@example.cn', 'window@example.cn'])
  for (const { to, subject, body } of mail.mails) {
    const own = to.join() === 'window@example.cn' ? numbers.slice(0, 1) : numbers
    t.equal(subject, `联办承诺时限提醒：临期 ${own.length} 项`)
    t.equal(body.match(/JXLB\d+/g)!.length, own.length)
    for (const number of own) t.match(body, new RegExp(`${number}  中国联通  受理踏勘  应于 2026-11-30 17:30 前完成`))
  }
  const [delivery, ...others] = portal.deliveries
  t.strictSame(others, [])
  const { 'webhook-id': id, 'webhook-signature': signature } = delivery!.headers
  t.equal(signature, new Webhook(SECRET).sign(String(id), new Date('2026-11-30T15:45:00+08:00'), delivery!.body))
  t.match(JSON.parse(delivery!.body), {
    type: 'clock.reminders',
    timestamp: '2026-11-30T15:45:00+08:00',
    data: {
      reminders: numbers.map(jointNumber => ({
        kind: 'warned',
        kindLabel: '临期',
        jointNumber,
        enterprise: 'unicom',
        enterpriseName: '中国联通',
        promise: 'acceptAndSurvey',
        promiseLabel: '受理踏勘',
        dueAt: '2026-11-30T17:30:00+08:00'
      }))
    }
  })
  t.strictSame([...new Set(await states())], ['sent'])
  t.equal(await pass('2026-11-30T15:50'), 0, 'and once')
})

test('whoever answers for an application is told at the address of the account, while it may be used', async t => {
  const here = await site(t, reminders => { Object.assign(reminders, { supervisors: [], specialists: {}, firstContactUnits: {} }) })
  const { hub, mail, submit, pass, rows, lines } = here
  const by = { actor: 'cli:王工', reason: '入职' }
  for (const [login, address] of [['li.na', { mail: 'li.na@example.cn' }], ['wu.jing', {}], ['qian', { mail: 'qian@example.cn' }]] as const) {
    await openAccount(hub, { login, name: '李娜', unit: '县政务服务中心', roles: ['clerk'], ...address }, by)
    const { jointNumber } = await submit()
    await rows('update applications set accountable = $2 where joint_number = $1', [jointNumber, login])
  }
  await submit()
  await lockOut(hub, 'qian', by)
  await pass('2026-11-30T15:45')
  t.strictSame(mail.mails.map(({ to }) => to.join()), ['li.na@example.cn'])
  t.strictSame(await rows("select recipient, state, failure from reminders where channel = 'mail' order by recipient"), [
    { recipient: 'person:li.na', state: 'sent', failure: null },
    { recipient: 'person:qian', state: 'failed', failure: 'no-address' },
    { recipient: 'person:wu.jing', state: 'failed', failure: 'no-address' }
  ])
  t.strictSame(lines.filter(line => line.includes('reminders-failed')), [], 'nobody needs to see to that')
})

test('nothing of the applicant is in them but the joint number', async t => {
  const { mail, site: portal, submit, pass } = await site(t)
  const form = formFor('unicom')
  await submit(form)
  await pass('2026-12-01T08:00')
  const said = [...mail.mails.map(({ raw, body, subject }) => raw + body + subject), ...portal.deliveries.map(({ body }) => body)].join()
  const { applicantName, phone, idNumber, address } = form.basic
  for (const value of [applicantName, phone, idNumber, address.text]) t.notOk(said.includes(value), value)
})

test('what is worst stands first, and each digest says what is late', async t => {
  const { mail, submit, pass, clock } = await site(t)
  await submit()
  await pass('2026-11-30T17:30')
  clock.now = new Date('2026-12-01T07:00:00+08:00')
  await submit()
  mail.mails.length = 0
  await pass('2026-12-02T15:45')
  const [{ subject, body }] = mail.mails.filter(({ to }) => to.join() === 'unicom@example.cn') as [typeof mail.mails[number]]
  t.equal(subject, '联办承诺时限提醒：仍超期 1 项、临期 1 项')
  t.ok(body.indexOf('【仍超期】') < body.indexOf('【临期】'), body)
})

test('what a mail server refuses is sent again as the same mail, and given up in the end', async t => {
  const { mail, submit, pass, states, rows, lines } = await site(t, reminders => {
    delete reminders.webhook
    reminders.supervisors = []
    reminders.specialists = { unicom: ['unicom@example.cn'] }
    reminders.horizon = '2h'
  })
  await submit()
  mail.refuse(451)
  t.equal(await pass('2026-11-30T15:45'), 1)
  t.match(await rows('select state, failure, attempts, batch from reminders'), [{ state: 'open', failure: 'smtp-451', attempts: 1 }])
  t.equal(await pass('2026-11-30T15:45'), 0, 'not before its time')
  const [{ batch }] = await rows('select batch from reminders')
  mail.refuse()
  t.equal(await pass('2026-11-30T15:55'), 1)
  t.strictSame(await states(), ['sent'])
  t.strictSame(mail.mails.map(({ messageId }) => messageId), [`<${batch}@example.cn>`])

  mail.refuse(550)
  t.equal(await pass('2026-11-30T17:30'), 1)
  t.equal(await pass('2026-11-30T19:30'), 1)
  t.strictSame(await states(), ['sent', 'failed'])
  t.ok(lines.some(line => line.includes('"alert":"reminders-failed"')))
  t.notOk(lines.some(line => line.includes('mail-secret') || line.includes('unicom@example.cn')), 'the log names neither accounts nor addresses')
})

test('what a process that died had under way is sent by another, as the same mail', async t => {
  const { hub, mail, submit, rows, clock, pass } = await site(t, reminders => {
    delete reminders.webhook
    reminders.supervisors = []
    reminders.specialists = { unicom: ['unicom@example.cn'] }
  })
  await submit()
  clock.now = new Date('2026-11-30T15:45:00+08:00')
  await tellOfClocks(hub, clock.now)
  await rows("update reminders set batch = '00000000-0000-4000-8000-000000000001', leased_until = $1", [new Date('2026-11-30T15:46:00+08:00')])
  t.equal(await pass('2026-11-30T15:45'), 0, 'it is left to it while its lease lasts')
  t.equal(await pass('2026-11-30T15:46'), 1)
  t.strictSame(mail.mails.map(({ messageId }) => messageId), ['<00000000-0000-4000-8000-000000000001@example.cn>'])
})

test('a wrong account is no end of it, and a site without a server sends none', async t => {
  const { submit, pass, rows } = await site(t, reminders => {
    reminders.smtp.password = 'wrong'
    delete reminders.webhook
  })
  await submit()
  await pass('2026-11-30T15:45')
  t.match(await rows('select distinct state, failure from reminders'), [{ state: 'open', failure: 'smtp-535' }])
  const none = await site(t, reminders => {
    for (const key of Object.keys(reminders)) delete reminders[key]
  })
  await none.submit()
  t.equal(await none.pass('2026-11-30T15:45'), 0)
  t.strictSame(await none.states(), [])
})

test('what was settled is kept for a while', async t => {
  const { submit, pass, states } = await site(t, reminders => { reminders.kept = '30d' })
  await submit()
  await pass('2026-11-30T15:45')
  await pass('2026-11-30T17:30')
  t.equal((await states()).length, 6)
  await pass('2027-01-04T08:00')
  t.strictSame(await states(), ['sent', 'sent', 'sent'], 'of what has just been sent')
})

test('a batch that cannot be written is put off like one that is not taken, and the others are sent', async t => {
  const { hub, mail, submit, pass, rows } = await site(t, reminders => { delete reminders.webhook })
  await submit()
  const { nameOf } = hub
  let isBroken = true
  hub.nameOf = slug => {
    if (isBroken) {
      isBroken = false
      throw new Error('a name that is missing')
    }
    return nameOf(slug)
  }
  t.equal(await pass('2026-11-30T15:45'), 2)
  t.equal(mail.mails.length, 1)
  t.match(await rows("select state, failure from reminders where state = 'open'"), [{ failure: 'not-written' }])
})
