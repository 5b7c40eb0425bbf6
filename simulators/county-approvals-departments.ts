/**
 * The departments behind the simulated 县行政审批: each works at its item beside the others, by a course of its own or by
 * what it is told to, and tells the hub of every step. A step that is not acknowledged comes again, and what follows
 * it in the same department waits.
 */
import { request } from 'undici'
import { DateTime } from 'luxon'
import type { components } from '../openapi/enterprises/county-approvals.d.ts'
import type { Faults } from './faults.ts'

type Native = components['schemas']
export type ItemCode = Native['ItemCode']
export type StatusCode = Native['StatusCode']

export interface SimulatedItem {
  itemcode: ItemCode
  projectno: string
  blzt: StatusCode
  since: Date
  blyj: string
  /** 受理 has taken place. */
  accepted: boolean
  /** What stands before it, the next step first; nothing where it moves only when told to. */
  ahead: StatusCode[]
}

export interface SimulatedFiling {
  flowno: string
  flowsn: string
  /** As last received. */
  content: Native['Project']
  /** How often it was submitted. */
  submissions: number
  /** It was asked to cancel it, and why. */
  cancelled?: string
  items: SimulatedItem[]
}

export interface DepartmentsOptions {
  callbackUrl?: string | undefined
  callbackToken: string
  /** Milliseconds between two steps of a course; without it nothing moves by itself. */
  pace?: number | undefined
  faults: Faults
  now: () => Date
}

export interface Departments {
  /** Gives a new filing to its departments. Resolves before the first step, unless one comes early. */
  take (filing: SimulatedFiling): Promise<void>
  /** Those that wait for it go on with the corrected filing. */
  correct (filing: SimulatedFiling): void
  /** Those that are open will end it. */
  cancel (filing: SimulatedFiling): void
  /** Resolves with the hub's answer to the first attempt at telling it. */
  move (filing: SimulatedFiling, item: SimulatedItem, blzt: StatusCode, blyj?: string): Promise<void>
  close (): void
}

const ENDED: readonly StatusCode[] = ['2', '4', '5', '11', '12', '13', '14', '15']
const SHOWS_ACCEPTED: readonly StatusCode[] = ['3', '8', '9', '10', '11', '12', '13']

export function hasEnded ({ blzt }: SimulatedItem): boolean {
  return ENDED.includes(blzt)
}

/**
 * By 【words】 in address or route: 【补正】 asks for corrections, 【特别程序】 goes through one, 【不通过】 refuses, 【不受理】 does
 * not accept. With the code of an item before the words, 【GH补正】, only that department does.
 */
function courseOf ({ mode, address, route }: Native['Project'], item: ItemCode): StatusCode[] {
  const said = address + route
  const asked = (words: string): boolean => said.includes(`【${words}】`) || said.includes(`【${item}${words}】`)
  if (asked('不受理')) return ['4']
  return [
    '3',
    // A commitment is recorded at once.
    ...mode === '2' ? ['8' as const] : [],
    ...asked('补正') ? ['6' as const] : [],
    ...asked('特别程序') ? ['9' as const, '10' as const] : [],
    asked('不通过') ? '13' : '11'
  ]
}

const REMARKS: Partial<Record<StatusCode, string>> = {
  4: '不属于本部门受理范围', 6: '平面图未标注管线埋深，请补正', 9: '专家评审', 13: '与现状管线冲突'
}

export function newDepartments (options: DepartmentsOptions): Departments {
  const { pace, faults, now } = options
  const clock = newClock()
  const tell = newTeller(options, clock)
  const { later } = clock

  async function move (
    filing: SimulatedFiling, item: SimulatedItem, blzt: StatusCode, blyj = REMARKS[blzt] ?? ''
  ): Promise<void> {
    Object.assign(item, { blzt, blyj, since: now(), accepted: item.accepted || SHOWS_ACCEPTED.includes(blzt) })
    await tell(filing, item)
  }

  function proceed (filing: SimulatedFiling, item: SimulatedItem): void {
    if (pace === undefined) return
    later(pace, () => {
      if (hasEnded(item) || filing.cancelled !== undefined) return
      const next = item.ahead.shift()
      if (next === undefined) return
      move(filing, item, next)
      // Where material is wanted it goes on when that has come.
      if (next !== '6') proceed(filing, item)
    })
  }

  return {
    async take (filing) {
      for (const item of filing.items) item.ahead = courseOf(filing.content, item.itemcode)
      const [first] = filing.items
      if (faults.strikes('early')) await move(filing, first!, first!.ahead.shift()!)
      for (const item of filing.items) proceed(filing, item)
    },
    correct (filing) {
      for (const item of filing.items.filter(({ blzt }) => blzt === '6')) {
        later(pace ?? 0, () => {
          if (item.blzt !== '6') return
          move(filing, item, '7')
          proceed(filing, item)
        })
      }
    },
    cancel (filing) {
      for (const item of filing.items.filter(item => !hasEnded(item))) {
        later(pace ?? 0, () => {
          if (!hasEnded(item)) move(filing, item, item.accepted ? '14' : '2', filing.cancelled)
        })
      }
    },
    move,
    close: () => clock.stop()
  }
}

interface Clock {
  later (wait: number, act: () => void): void
  /** Never resolves once it was stopped. */
  wait (milliseconds: number): Promise<void>
  stop (): void
}

function newClock (): Clock {
  const timers = new Set<NodeJS.Timeout>()
  let stopped = false
  const clock: Clock = {
    later (wait, act) {
      if (stopped) return
      const timer = setTimeout(() => { timers.delete(timer); act() }, wait)
      timers.add(timer)
    },
    wait: milliseconds => new Promise(resolve => clock.later(milliseconds, resolve)),
    stop () {
      stopped = true
      for (const timer of timers) clearTimeout(timer)
    }
  }
  return clock
}

/** Tells of a step; what is told of one department goes one after another, each until it is acknowledged. */
function newTeller (
  { callbackUrl, callbackToken, pace, faults }: DepartmentsOptions, { wait }: Clock
): (filing: SimulatedFiling, item: SimulatedItem) => Promise<void> {
  if (callbackUrl === undefined) return async () => {}
  const url = callbackUrl
  const retryAfter = Math.max(pace ?? 0, 50)
  /** The end of what is being told, for each department of a filing. */
  const told = new Map<string, Promise<void>>()
  let held: string | undefined

  async function post (body: string): Promise<boolean> {
    try {
      const answer = await request(url, {
        method: 'POST', headers: { 'content-type': 'application/json' }, body, signal: AbortSignal.timeout(5000)
      })
      const text = await answer.body.text()
      return answer.statusCode === 200 && JSON.parse(text).status?.code === '1'
    } catch {
      return false
    }
  }

  /** `first` is called when the hub has answered, or not, for the first time. */
  async function insist (body: string, first: () => void = () => {}): Promise<void> {
    let acknowledged = await post(body)
    first()
    while (!acknowledged) {
      await wait(retryAfter)
      acknowledged = await post(body)
    }
  }

  async function say (genuine: string, forged: string, first: () => void): Promise<void> {
    if (faults.strikes('forge')) await post(forged)
    if (faults.strikes('reorder')) {
      held = genuine
      return first()
    }
    if (faults.strikes('late')) await wait(retryAfter * 5)
    const more = [...faults.strikes('repeat') ? [genuine] : [], ...held === undefined ? [] : [held]]
    held = undefined
    await insist(genuine, more.length === 0 ? first : undefined)
    for (const body of more) await insist(body)
    first()
  }

  return (filing, item) => {
    const params = news(filing, item)
    const department = `${filing.flowno} ${item.itemcode}`
    const before = told.get(department)
    const [genuine, forged] = [callbackToken, 'not-the-callback-token'].map(token => JSON.stringify({ token, params }))
    return new Promise(resolve => {
      // Who waits for a step that another one holds up would wait for ever.
      if (before) wait(retryAfter).then(resolve)
      told.set(department, (before ?? Promise.resolve()).then(() => say(genuine!, forged!, resolve)).then(() => {
        if (told.get(department) === mine) told.delete(department)
      }))
      const mine = told.get(department)
    })
  }
}

/** What a department says of its item, in the words of the document. */
export function standing ({ itemcode, projectno, blzt, since, blyj }: SimulatedItem): Native['Item'] {
  const blsj = DateTime.fromJSDate(since, { zone: 'Asia/Shanghai' }).toFormat('yyyy-MM-dd HH:mm:ss')
  return { itemcode, projectno, blzt, blsj, blyj }
}

function news ({ flowno }: SimulatedFiling, item: SimulatedItem): Native['ItemNews'] {
  return { flowno, ...standing(item) }
}
