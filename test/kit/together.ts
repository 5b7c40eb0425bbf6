/** Joint visits and filings as they go, for figures: enterprises and departments say what they will, side by side, each at its minute. */
import { randomUUID } from 'node:crypto'
import { fileForOrder } from '../../src/cases/file-for-order.ts'
import { breakFiling, cancelFiling } from '../../src/cases/follow-filing.ts'
import { receiveFiling } from '../../src/engines/callbacks/receive-filing.ts'
import { Problem } from '../../src/ground/problem/problem.ts'
import { CODES, localSecond, OPERATOR } from './filing-bench.ts'
import { wholeHouseForm } from './forms.ts'
import type { Intake } from './intake-hub.ts'
import { DAY, timeOf } from './recount.ts'
import { LEAD, specialistOf, visitBench } from './visits.ts'

export type Item = keyof typeof CODES

/** The enterprises of each application. */
export const FOUR = ['county-water', 'state-grid', 'towngas', 'unicom']

export type Said = 'accepted' | 'declined' | undefined

/** One time that is proposed, what the four say to it, and what comes of it; in the morning of the day after. */
export interface Round {
  answers: [Said, Said, Said, Said]
  comes: 'done' | 'applicantAbsent' | 'allAbsent' | 'cancel' | 'cancelSettled' | 'again' | 'nothing'
  missing: string[]
}

/** What a department says, so many minutes later; told to have been so many minutes earlier. */
export interface Word { item: Item, blzt: string, after: number, earlier: number }

export interface FilingLife { enterprise: string, lengthMetres: number, filed: number, words: Word[], end: 'cancel' | 'break' | undefined }

/** An application, what is arranged for it from that day on, and what is filed. */
export interface Life { day: number, rounds: Round[], filings: FilingLife[] }

/** Something that somebody does; so many minutes after the beginning. */
interface Deed { at: number, act: () => Promise<unknown> }

const dateAt = (minute: number): string => localSecond(timeOf(minute)).slice(0, 10)

function visitDeeds ({ hub }: Intake, jointNumber: string, { day, rounds }: Life): Deed[] {
  const bench = visitBench(hub, jointNumber)
  return rounds.flatMap(({ answers, comes, missing }, index) => {
    const begin = (day + index * 2) * DAY + 540
    const slot = begin + DAY
    // Weekends are no days for visits: what is proposed then is refused, and with it what follows.
    const say = async (what: Parameters<typeof bench.ask>[0], enterprise: string | undefined, request: object): Promise<unknown> => {
      const { proposal } = await bench.read()
      return await bench.ask(what, enterprise === undefined ? LEAD : specialistOf(enterprise), { proposal, ...request } as never)
    }
    const deeds: Deed[] = [
      { at: begin, act: () => bench.propose(dateAt(slot)) },
      ...answers.flatMap((said, party) => said ? [{ at: begin + 60, act: () => say('answerVisit', FOUR[party], { answer: said }) }] : [])
    ]
    const cancel = async (): Promise<unknown> => bench.ask('cancelVisit', LEAD, { version: (await bench.read()).version, reason: '另行安排' })
    if (comes === 'cancel') return [...deeds, { at: begin + 90, act: cancel }]
    // By two at once.
    deeds.push(...[1, 2].map(() => ({ at: begin + 120, act: () => say('settleVisit', undefined, {}) })))
    if (comes === 'again') return deeds
    if (comes === 'cancelSettled') return [...deeds, { at: begin + 180, act: cancel }]
    if (comes === 'applicantAbsent') return [...deeds, { at: slot, act: () => say('reportNoShow', FOUR[0], { party: 'applicant', reason: '无人' }) }]
    if (comes === 'nothing') return deeds
    const absent = comes === 'allAbsent' ? FOUR : missing
    return [
      ...deeds,
      ...absent.map(enterprise => ({ at: slot, act: () => say('markNoShow', undefined, { enterprise, reason: '未到' }) })),
      ...FOUR.filter(enterprise => !absent.includes(enterprise)).map(enterprise => ({ at: slot + 60, act: () => say('reportVisit', enterprise, { outcome: 'feasible' }) }))
    ]
  })
}

function filingDeeds (intake: Intake, orders: ReadonlyArray<{ enterprise: string, reference: string }>, day: number, { enterprise, lengthMetres, filed, words, end }: FilingLife): Deed[] {
  const { hub, pool } = intake
  let id = ''
  let reference = ''
  let at = day * DAY + 600 + filed
  const version = async (): Promise<number> => (await pool.query('select version from filings where id = $1', [id])).rows[0]!.version
  const deeds: Deed[] = [{
    at,
    async act () {
      const request = { items: ['planning' as const, 'roadExcavation' as const], lengthMetres, kilovolts: 0.22, route: '沿路南侧', startDate: '2099-01-07', endDate: '2099-01-20', commitment: true };
      ({ id, reference } = await fileForOrder(hub, { ...specialistOf(enterprise), owner: enterprise }, { reference: orders.find(order => order.enterprise === enterprise)!.reference, key: randomUUID(), request }))
    }
  }]
  for (const { item, blzt, after, earlier } of words) {
    at += after
    const said = at
    deeds.push({ at, act: () => callBack(intake, reference, item, blzt, new Date(timeOf(said).getTime() - earlier * 60_000)) })
  }
  if (end) {
    const act = end === 'break' ? breakFiling : cancelFiling
    deeds.push({ at: at + 45, act: async () => act(hub, OPERATOR, id, { version: await version(), reason: '现场核查' }) })
  }
  return deeds
}

/** What a department says of an item. */
export async function callBack ({ hub }: Intake, flowno: string, item: Item, blzt: string, at: Date): Promise<void> {
  const params = { flowno, itemcode: CODES[item], projectno: `P-${item}`, blzt, blsj: localSecond(at), blyj: '' }
  const body = Buffer.from(JSON.stringify({ token: 'approvals-callback-token', params }))
  await receiveFiling(hub, { method: 'POST', url: '/v1/callbacks/county-approvals', query: {}, headers: { 'content-type': 'application/json' }, body })
}

/** What is not possible is refused. */
export async function happen (intake: Intake, lives: readonly Life[]): Promise<void> {
  const deeds: Deed[] = []
  for (const life of lives) {
    const { day, filings } = life
    intake.clock.time = timeOf(day * DAY + 480)
    const { jointNumber, orders } = await intake.submit(wholeHouseForm())
    deeds.push(...visitDeeds(intake, jointNumber, life), ...filings.flatMap(filing => filingDeeds(intake, orders, day, filing)))
  }
  await intake.pool.query("update orders set delivery = 'acknowledged'")
  const sorted = deeds.toSorted((one, other) => one.at - other.at)
  for (const [at, together] of Map.groupBy(sorted, ({ at }) => Math.ceil(at / 30) * 30)) {
    intake.clock.time = timeOf(at)
    await Promise.all(together.map(async ({ act }) => {
      await act().catch((error: unknown) => { if (!(error instanceof Problem)) throw error })
    }))
  }
}
