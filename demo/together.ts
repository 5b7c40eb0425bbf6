/**
 * What the enterprises, the departments and the applicant do together: one visit whose time is agreed, a filing that is
 * recorded on a commitment and one that the departments decide side by side, a good rating and a bad one that is put
 * right. Everything goes in by operations of the contract, and by the page that applicants rate on.
 */
import { randomUUID } from 'node:crypto'
import type { components } from '../openapi/hub.d.ts'
import { newCaller, type Call } from '../kit/caller.ts'
import { AT_DESK } from '../kit/desk.ts'
import type { Submitted } from '../kit/submit.ts'

type Schemas = components['schemas']
type Order = Schemas['Order']

/** The departments are done long before. */
const PATIENCE = 30_000

/** What has come of it: the numbers of what there is, and lines for people. */
export interface Together {
  counts: Record<'visitsAgreed' | 'filingsPassed' | 'ratings' | 'rectified', number>
  lines: string[]
}

/** Days: when the visit is to be, and from when to when is built. */
export interface Days { visit: string, from: string, to: string }

/** All of its orders are completed, one of them by the water company. */
export interface Rated extends Submitted {
  /** Of the applicant. */
  phone: string
}

/** The first is worked at the desk, with a visit and filings; the other is rated. */
export async function together (
  hubUrl: string, { application }: Submitted, rated: Rated, days: Days
): Promise<Together> {
  const portal = newCaller(hubUrl)
  const [order] = application.orders as [Order]
  await take(hubUrl, order.reference)
  const visit = await agreeVisit(hubUrl, application.jointNumber, days.visit)
  const filings = await file(hubUrl, order.reference, days)
  const rectified = await evaluate(hubUrl, portal, rated)
  return {
    counts: {
      visitsAgreed: visit.state === 'agreed' ? 1 : 0,
      filingsPassed: filings.filter(({ state }) => state === 'passed').length,
      ratings: 2,
      rectified: rectified.state === 'closed' ? 1 : 0
    },
    lines: [
      `联合踏勘：${application.printedNumber} ${visit.stateLabel}，${visit.slot.label}`,
      ...filings.map(filing => (
        `行政审批：${filing.modeLabel}，${filing.lengthMetres} 米，${filing.stateLabel}（${filing.decision.reason}）`)),
      `评价：${rated.application.printedNumber} 好评一件，差评一件，${rectified.stateLabel}`,
      `进度查询页：${hubUrl}/progress，办件号 ${application.printedNumber}，查询码 ${application.queryCode}`
    ]
  }
}

/** The specialist takes it and accepts it. */
async function take (hubUrl: string, reference: string): Promise<void> {
  const desk = newCaller(hubUrl, AT_DESK)
  for (const step of ['take', 'accepted']) {
    const { desk: { version } } = await ask<Schemas['DeskOrderDetail']>(desk, `/v1/desk/orders/${reference}`)
    await ask(desk, `/v1/desk/orders/${reference}/steps`, { step, version })
  }
}

/** The window proposes an afternoon; all who are asked accept, so it is agreed before the answers close. */
async function agreeVisit (hubUrl: string, jointNumber: string, date: string): Promise<Schemas['Visit']> {
  const visit = `/v1/applications/${jointNumber}/visit`
  const { proposal } = await ask<Schemas['Visit']>(
    newCaller(hubUrl, 'operator'), `${visit}/proposals`, { slot: { date, half: 'afternoon' } })
  return await ask(newCaller(hubUrl, AT_DESK), `${visit}/answers`, { proposal, answer: 'accepted' })
}

/** Alone the second would be short, too: with the first it is longer than a commitment is enough for (不可拆分). */
async function file (hubUrl: string, reference: string, { from, to }: Days): Promise<Schemas['Filing'][]> {
  const desk = newCaller(hubUrl, AT_DESK)
  const place = { startDate: from, endDate: to, crossing: false, greenArea: 0 }
  const filed = [
    { items: ['roadOccupation'], lengthMetres: 60, route: '村口阀门井至桃岭村12号，沿村道北侧', commitment: true, ...place },
    { items: ['planning', 'roadExcavation'], lengthMetres: 180, route: '县道主管至村口阀门井，沿县道东侧', ...place }
  ]
  for (const filing of filed) await ask(desk, `/v1/orders/${reference}/filings`, filing)
  const until = Date.now() + PATIENCE
  for (;;) {
    const { filings } = await ask<Schemas['FilingPage']>(desk, `/v1/filings?orderReference=${reference}`)
    if (filings.every(({ endedAt }) => endedAt !== undefined) || Date.now() > until) return filings.toReversed()
    await new Promise(resolve => setTimeout(resolve, 300))
  }
}

/** One of the other orders is praised. What the water company has done is not: its people call and put it right. */
async function evaluate (
  hubUrl: string, portal: Call, { application: { jointNumber, orders }, phone }: Rated
): Promise<Schemas['Rectification']> {
  const bad = orders.find(({ enterprise }) => enterprise === 'county-water')!
  const good = orders.find(order => order !== bad)!
  const own = { phone: phone.slice(-4) }
  await rate(portal, jointNumber, good, { ...own, level: 'verySatisfied' })
  await rate(portal, jointNumber, bad, { ...own, level: 'dissatisfied', reason: '209', text: '比说好的晚了两天' })
  const water = newCaller(hubUrl, 'county-water')
  const { rectifications } = await ask<Schemas['RectificationPage']>(water, '/v1/rectifications')
  let rectification = rectifications.find(one => one.jointNumber === jointNumber)!
  const steps = [
    { step: 'name', person: '刘建' },
    { step: 'callBack', isReached: true, remark: '已致电说明原因并致歉' },
    { step: 'close', result: '已调整派工，复核通水正常', isSatisfied: true }
  ]
  for (const step of steps) {
    const { ratingId, version } = rectification
    rectification = await ask(water, `/v1/rectifications/${ratingId}/steps`, { ...step, version })
  }
  return rectification
}

/** By the form of the page, as a browser sends it. */
async function rate (
  portal: Call, jointNumber: string, { reference }: Order, fields: Record<string, string>
): Promise<void> {
  const link = await ask<Schemas['RatingLink']>(
    portal, `/v1/applications/${jointNumber}/rating-links`, { order: reference, channel: 'portal' })
  const answer = await fetch(link.url, {
    method: 'POST', headers: { accept: 'text/html' }, body: new URLSearchParams(fields)
  })
  if (!answer.ok) throw new Error(`the rating page answered ${answer.status}`)
}

/** Reads, or with a body asks for something. */
async function ask<T> (call: Call, path: string, body?: object): Promise<T> {
  const answer = await call(path, body && {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify(body)
  })
  const told = await answer.json()
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(told)}`)
  return told as T
}
