/**
 * Filings without workers and HTTP: an order of the water company that it has, and an approvals system that does as it
 * is told. Callbacks are verified by the real adapter.
 */
import { randomUUID } from 'node:crypto'
import type { Test } from 'tap'
import type { ApprovalsAdapter } from '../../adapters/approvals-adapter.ts'
import type { NativeAnswer, NativeRequest } from '../../adapters/adapter.ts'
import type { components } from '../../openapi/hub.d.ts'
import { fileForOrder } from '../../src/cases/file-for-order.ts'
import { connectApprovals } from '../../src/connect.ts'
import { deliver } from '../../src/engines/delivery/deliver.ts'
import { deliverFilings } from '../../src/engines/delivery/deliver-filing.ts'
import { receiveFiling } from '../../src/engines/callbacks/receive-filing.ts'
import type { ConnectedApprovals } from '../../src/enterprises/connected-approvals.ts'
import type { Caller } from '../../src/ground/access/caller.ts'
import { reactionsOf } from '../../src/hub.ts'
import { dueIntents } from '../../src/records/intents/due-intents.ts'
import { formFor } from '../journeys/enterprises.ts'
import { bareHub, type BareHub, type SubmittedOrder } from './bare-hub.ts'

type Schemas = components['schemas']
export type ShownFiling = Schemas['Filing']

export const FILER: Caller = { id: 'county-water', owner: 'county-water', kind: 'enterprise', enterprise: 'county-water', scopes: new Set() }
export const OPERATOR: Caller = { id: 'operator', owner: 'operator', kind: 'operator', scopes: new Set() }

/** A short one of water: recorded on a commitment by the sandbox's table. */
export const SHORT: Schemas['FilingRequest'] = {
  items: ['planning', 'roadExcavation'],
  lengthMetres: 120,
  route: '自红线至文昌路市政管网，沿路南侧',
  startDate: '2026-01-07',
  endDate: '2026-01-20',
  commitment: true
}

/** And one that departments decide. */
export const LONG: Schemas['FilingRequest'] = { ...SHORT, lengthMetres: 350, commitment: false }

type Told = Pick<ApprovalsAdapter<any, any>, 'submit' | 'inquire' | 'cancel' | 'upload'>

/** As the interface document calls the items. */
export const CODES = { planning: 'GH', roadExcavation: 'DLWJ', roadOccupation: 'DLZY', greenOccupation: 'LDZY' } as const

export interface Said { blzt: string, blsj?: string, blyj?: string, token?: string, item?: string }

export interface FilingBench extends BareHub {
  order: SubmittedOrder
  approvals: ConnectedApprovals
  system: Told
  /** What the approvals system was asked, in order. */
  asked: Array<{ call: keyof Told, with: any }>
  file (request?: Schemas['FilingRequest'], caller?: Caller, key?: string): Promise<ShownFiling>
  /** Does what is due towards the approvals system, one after the other. */
  work (): Promise<void>
  /** What a department says of one item. */
  callBack (flowno: string, code: string, said: Said): Promise<{ answer: NativeAnswer, text: string, code: string }>
  /** State and code of the order. */
  standing (): Promise<{ state: string, status_code: number }>
  /** The national codes of the filing's items, in their sequence. */
  codes (id: string): Promise<Array<string | null>>
  /** Kinds of what was announced, in sequence. */
  announced (): Promise<string[]>
}

export async function filingBench (t: Test, adjust?: (settings: any) => void): Promise<FilingBench> {
  const bare = await bareHub(t, { slug: 'county-water', ...adjust && { adjust } })
  const { hub, clock, told, enterprise } = bare
  const asked: FilingBench['asked'] = []
  const real = connectApprovals(hub.settings, hub, hub.now)!
  const departments = (project: any): Array<{ itemCode: string, projectNumber: string }> =>
    project.items.map((itemCode: string) => ({ itemCode, projectNumber: `P-${itemCode}` }))
  const system: Told = {
    submit: async project => ({ kind: 'submitted', nativeNumber: 'FS-1', departments: departments(project) }),
    inquire: async () => ({ kind: 'notFound' }),
    cancel: async () => ({ kind: 'underway' }),
    upload: async (_content, name) => `file-${name}`
  }
  function recorded<K extends keyof Told> (call: K): Told[K] {
    return (async (...given: any[]) => {
      asked.push({ call, with: given.length > 1 ? given : given[0] })
      return await (system[call] as any)(...given)
    }) as Told[K]
  }
  const adapter = { submit: recorded('submit'), inquire: recorded('inquire'), cancel: recorded('cancel'), upload: recorded('upload') }
  const approvals: ConnectedApprovals = { ...real, adapter: { ...adapter, callback: real.adapter.callback, close: async () => {} } }
  t.teardown(() => real.adapter.close())
  hub.approvals = approvals
  const { vault, now, log, clocks, tellFiler } = hub
  hub.reactions = reactionsOf(hub.settings, hub, hub.metrics, { vault, now, log, approvals, clocks, tellFiler })
  const order = await bare.submit(formFor('county-water'))
  told.inquire = async () => ({ kind: 'notFound' })
  await deliver(hub, enterprise)(order.intentId)

  const handle = deliverFilings(hub, approvals)
  return {
    ...bare,
    order,
    approvals,
    system,
    asked,
    file: (request = SHORT, caller = FILER, key = randomUUID()) => fileForOrder(hub, caller, { reference: order.reference, key, request }),
    async work () {
      for (let known: string[] = []; ;) {
        const [due] = await dueIntents(hub.pool, approvals.slug, { now: hub.now(), known, most: 1 })
        if (!due) return
        known = [...known, due.id]
        await handle(due.id)
      }
    },
    async callBack (flowno, code, { blzt, blsj = localSecond(clock.now), blyj = '', token = 'approvals-callback-token' }) {
      const params = { flowno, itemcode: code, projectno: `P-${code}`, blzt, blsj, blyj }
      const body = Buffer.from(JSON.stringify({ token, params }))
      const request: NativeRequest = {
        method: 'POST', url: '/v1/callbacks/county-approvals', query: {}, headers: { 'content-type': 'application/json' }, body
      }
      const answer = await receiveFiling(hub, request)
      const { status } = JSON.parse(String(answer.body))
      return { answer, text: status.text, code: status.code }
    },
    async standing () {
      return (await bare.rows('select state, status_code from orders where id = $1', [order.orderId]))[0]
    },
    async codes (id) {
      return (await bare.rows('select state from filing_items where filing_id = $1 order by position', [id])).map(({ state }) => state)
    },
    async announced () {
      return (await bare.rows('select event from transitions where order_id is null order by sequence')).map(({ event }) => event)
    }
  }
}

/** `2026-01-05 09:00:00` in China. */
export function localSecond (time: Date): string {
  return new Date(time.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
}
