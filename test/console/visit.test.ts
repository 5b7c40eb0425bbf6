/** A joint visit on the screens: the window proposes, a specialist on a telephone answers, begins and says what was found. */
import { randomUUID } from 'node:crypto'
import { test } from 'tap'
import { AT_DESK, forTheDesk } from '../../kit/desk.ts'
import { checkScreen, openDesktop, signInto } from '../kit/browser.ts'
import { hire } from '../kit/people.ts'
import { json, type Application } from '../kit/test-hub.ts'
import { workingDateAfter } from '../kit/visits.ts'
import { startWorkingConsole } from '../kit/working-console.ts'

test('a joint visit, from the window to the desk', async t => {
  const site = await startWorkingConsole(t)
  const clerk = await hire(site, { login: 'wang.li', roles: ['clerk'] })
  const li = await hire(site, { login: 'li.qiang', name: '李强', unit: '泾县乡镇供水', roles: ['specialist'], enterprise: AT_DESK })
  await clerk.signIn()
  const form = { ...forTheDesk.form, foot: { firstContactUnit: '县政务服务中心', registrar: '王丽' } }
  const { jointNumber, orders: [order] } = await (await clerk.ask('/v1/applications', json(form, { 'idempotency-key': randomUUID() }))).json() as Application

  const window = await openDesktop(t, site)
  window.page.setDefaultTimeout(20_000)
  await signInto(window, clerk)
  await window.page.goto(`/console/cases/${jointNumber}`)
  const joint = window.page.getByRole('region', { name: '联合踏勘' })
  await joint.getByText('还没有提出踏勘时间').waitFor()
  const propose = async (date: string): Promise<void> => {
    await joint.getByRole('button', { name: '提出时间' }).click()
    await window.page.getByLabel('日期').fill(date)
    await window.page.getByRole('button', { name: '确认提出时间' }).click()
  }
  await propose('2026-01-01')
  await window.page.getByText('时间不能早于现在').first().waitFor()
  await checkScreen(t, window, 'a day that is past')
  await window.page.getByLabel('日期').fill(workingDateAfter(site.clock.time))
  await window.page.getByRole('button', { name: '确认提出时间' }).click()
  await joint.getByText('已办理：提出时间').waitFor()
  t.match(await joint.innerText(), /待答复[\s\S]*第 1 次，由首接单位提出[\s\S]*泾县乡镇供水[\s\S]*未答复[\s\S]*待确定/)
  const LATE = /该时间晚于受理踏勘承诺时限/
  t.notMatch(await joint.innerText(), LATE)
  await joint.getByRole('button', { name: '提出时间' }).click()
  await window.page.getByLabel('日期').fill(workingDateAfter(site.clock.time, 5))
  await window.page.getByRole('button', { name: '确认提出时间' }).click()
  await joint.getByText(LATE).waitFor()
  await checkScreen(t, window, 'a time after what is promised')
  await propose(workingDateAfter(site.clock.time))
  await joint.getByText(LATE).waitFor({ state: 'detached' })
  await checkScreen(t, window, 'the case at the window')

  const telephone = await openDesktop(t, { url: site.url, width: 390, height: 844 })
  telephone.page.setDefaultTimeout(20_000)
  await signInto(telephone, li)
  await telephone.page.goto(`/console/desk/${order!.reference}`)
  const own = telephone.page.getByRole('region', { name: '联合踏勘' })
  await own.getByRole('button', { name: '同意时间' }).click()
  await telephone.page.getByRole('button', { name: '确认同意时间' }).click()
  await own.getByText('已办理：同意时间').waitFor()
  t.match(await own.innerText(), /已约定[\s\S]*同意[\s\S]*参加/, 'the only one has answered')
  await checkScreen(t, telephone, 'the order at the desk')
  t.ok(await telephone.page.evaluate('document.documentElement.scrollWidth <= innerWidth'), 'no wider than the telephone')

  site.clock.time = new Date(`${workingDateAfter(site.clock.time)}T08:30:00+08:00`)
  await clerk.signIn()
  const visit = await (await clerk.ask(`/v1/applications/${jointNumber}/visit`)).json() as { steps: string[] }
  t.ok(visit.steps.includes('begin') && visit.steps.includes('miss'))
})
