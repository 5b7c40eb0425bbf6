/**
 * Plays the people at the desk as builders: for each order that the desk has accepted they file with the county's
 * departments, and bring what a department asks for. What the hub has answered that it took is their book.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { newCaller } from '../kit/caller.ts'
import { AT_DESK } from '../kit/desk.ts'
import type { components } from '../openapi/hub.d.ts'
import { newAsking, post, surprise, type Question } from './asking.ts'

type Schemas = components['schemas']

export interface ToldFiling { id: string, reference: string, order: string }

export interface Filers {
  /** Filings that the hub has taken, as it answered. */
  told: ToldFiling[]
  /** Corrections that it has taken. */
  corrections: number
  /** Filings that it has let them take back. */
  cancelled: number
  /** What came too late: the order had ended, or the filing had changed. */
  late: number
  surprises: string[]
  /** Requests that have no answer yet. */
  asking: ReadonlySet<Question>
  /** They go home once what they are at is answered. */
  end (): Promise<void>
  /** At once, whatever they are at. */
  abandon (): void
}

/** Milliseconds between two looks at what is to be filed and corrected. */
const PAUSE = 300

/** `accepted`: the orders that the desk has accepted so far. */
export function startFilers (hubUrl: string, accepted: () => string[]): Filers {
  const asking = newAsking(newCaller(hubUrl, AT_DESK))
  const evening = new AbortController()
  const filed = new Set<string>()

  async function file (order: string): Promise<void> {
    const headers = { 'idempotency-key': `filing-${order}` }
    const answer = await asking.ask(`/v1/orders/${order}/filings`, post(requestFor(order), headers))
    filed.add(order)
    const { id, reference } = answer.body as Schemas['Filing']
    if (answer.status !== 201) return settled(`filing for ${order}`, answer, ['order-ended'])
    filers.told.push({ id, reference, order })
    if (isCancelled(order)) await cancel(id)
  }

  async function correct ({ id, orderReference, version }: Schemas['Filing']): Promise<void> {
    const { route, ...request } = requestFor(orderReference)
    const filing = { ...request, route: `${route}，埋深1.2米` }
    const answer = await asking.ask(`/v1/filings/${id}`, { ...post({ version, filing }), method: 'PUT' })
    if (answer.status === 202) filers.corrections++
    else settled(`${id} corrected`, answer, ['filing-changed', ...LATE_CORRECTIONS])
  }

  /** As often as somebody else is quicker. */
  async function cancel (id: string): Promise<void> {
    for (;;) {
      const { filing: { version } } = (await asking.ask(`/v1/filings/${id}`)).body as Schemas['FilingDetail']
      const answer = await asking.ask(`/v1/filings/${id}/cancellation`, post({ version, reason: '改线' }))
      if (answer.body.code === 'filing-changed') continue
      if (answer.status === 200) filers.cancelled++
      else settled(`${id} cancelled`, answer, ['filing-ended'])
      return
    }
  }

  function settled (what: string, answer: { status: number, body: any }, late: string[]): void {
    if (late.includes(answer.body.code)) filers.late++
    else filers.surprises.push(surprise(what, answer))
  }

  async function work (): Promise<void> {
    for (; !evening.signal.aborted; await sleep(PAUSE)) {
      for (const order of accepted()) if (!filed.has(order)) await file(order)
      if (filed.size === 0) continue
      const list = await asking.ask('/v1/filings?task=correct&limit=100')
      if (list.status === 200) for (const filing of (list.body as Schemas['FilingPage']).filings) await correct(filing)
      else filers.surprises.push(surprise('filings to be corrected', list))
    }
  }

  const filers: Filers = {
    told: [],
    corrections: 0,
    cancelled: 0,
    late: 0,
    surprises: [],
    asking: asking.open,
    async end () {
      evening.abort()
      await working
    },
    abandon () {
      evening.abort()
      asking.end()
    }
  }
  const working = work()
  // Told of where it is waited for.
  working.catch(() => {})
  return filers
}

/** What the departments make of it, by words that the simulated ones go by. */
const COURSES = ['', '【GH补正】', '【特别程序】', '【DLWJ不通过】', '【DLWJ补正】【GH特别程序】', '【不受理】']

const LATE_CORRECTIONS = ['filing-ended', 'no-correction-wanted', 'correction-under-way']

function sumOf (order: string): number {
  return [...order].reduce((rest, character) => rest + character.codePointAt(0)!, 0)
}

function isCancelled (order: string): boolean {
  return sumOf(order) % 4 === 0
}

/** The same for the same order, whenever it is asked for: by its reference short or long, and with a course. */
function requestFor (order: string): Schemas['FilingRequest'] {
  const sum = sumOf(order)
  const isShort = sum % 3 === 0
  return {
    items: ['planning', 'roadExcavation'],
    lengthMetres: isShort ? 120 : 350,
    route: `自红线至市政管网${COURSES[sum % COURSES.length]}`,
    startDate: inDays(3),
    endDate: inDays(10),
    commitment: isShort
  }
}

/** A day in China. */
function inDays (days: number): string {
  return new Date(Date.now() + (days * 24 + 8) * 3_600_000).toISOString().slice(0, 10)
}
