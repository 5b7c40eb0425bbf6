/**
 * One application in four columns: what was applied for, what was sent to whom, what came back, and what the portal was
 * told. Each order has a row, so that one sees at which step it stands.
 */
import type { components } from '../../openapi/hub.d.ts'
import { DELIVERIES } from '../case/tones.ts'
import { labelOf } from '../contract/words.ts'
import { ask, hub } from '../hub/hub.ts'
import { readExchanges, type Exchange } from '../pieces/exchanges.ts'
import { readAll } from '../pieces/pages.ts'
import type { Tone } from '../pieces/Tag.vue'

type Schemas = components['schemas']
type Delivery = Schemas['WebhookDelivery']

export interface Happening {
  at: string
  text: string
  /** Who did it, where somebody did. */
  by?: string | undefined
  /** What went wrong. */
  trouble?: string | undefined
  tag?: { tone: Tone, label: string }
  messages?: Exchange['messages']
}

export interface CaseRow {
  order: Schemas['Order']
  sent: Happening[]
  answered: Happening[]
  told: Happening[]
}

export interface CaseColumns { application: Schemas['Application'], rows: CaseRow[] }

export async function readColumns (jointNumber: string): Promise<CaseColumns> {
  const path = { jointNumber }
  const [application, timeline, exchanges, deliveries] = await Promise.all([
    ask(hub.GET('/v1/applications/{jointNumber}', { params: { path } })),
    ask(hub.GET('/v1/applications/{jointNumber}/timeline', { params: { path } })),
    readExchanges(jointNumber),
    readDeliveries(jointNumber)
  ])
  return { application, rows: application.orders.map(order => rowOf(order, timeline.entries, exchanges, deliveries)) }
}

function rowOf (
  order: Schemas['Order'], entries: Schemas['TimelineEntry'][], exchanges: Exchange[], deliveries: Delivery[]
): CaseRow {
  const own = entries.filter(({ enterprise }) => enterprise === order.enterprise)
  const sequences = new Set(own.map(({ sequence }) => sequence))
  return {
    order,
    sent: exchanges.filter(({ reference, kind }) => reference === order.reference && !isCallback(kind)).map(sentAs),
    answered: own.filter(isAnswer).map(({ at, text, by }) => (
      { at, text: withoutName(text, order.enterpriseName), by })),
    told: deliveries.filter(({ sequence }) => sequences.has(sequence)).map(delivery => toldAs(delivery, own))
  }
}

/** Of the enterprise, or of the approvals system. */
function isCallback (kind: Exchange['kind']): boolean {
  return kind === 'callback' || kind === 'filingCallback'
}

/** That the hub has taken it in is no answer. */
function isAnswer ({ kind, state }: Schemas['TimelineEntry']): boolean {
  return kind === 'callback' || (kind === 'transition' && state !== 'received')
}

function sentAs (exchange: Exchange): Happening {
  const { startedAt, kindLabel, outcomeLabel, attempt, code, message, messages } = exchange
  return {
    at: startedAt,
    text: `第 ${attempt} 次${kindLabel}：${outcomeLabel}`,
    trouble: code === undefined ? undefined : `${code} ${message ?? ''}`.trim(),
    messages
  }
}

function toldAs ({ sequence, type, state, stateLabel, recordedAt, deliveredAt, failure }: Delivery,
  own: Schemas['TimelineEntry'][]): Happening {
  const reached = own.find(entry => entry.sequence === sequence)?.state
  const what = labelOf('PortalEventType', type)
  return {
    at: deliveredAt ?? recordedAt,
    text: `第 ${sequence} 号 ${what}${reached === undefined ? '' : `：${labelOf('OrderState', reached)}`}`,
    trouble: state === 'delivered' || !failure ? undefined : `${failure.code} ${failure.message}`,
    tag: { tone: DELIVERIES[state], label: stateLabel }
  }
}

/** The row says already whose it is. */
function withoutName (text: string, name: string): string {
  return text.startsWith(`${name}：`) ? text.slice(name.length + 1) : text
}

/** In the order of what happened. */
async function readDeliveries (jointNumber: string): Promise<Delivery[]> {
  const found = await readAll<Delivery>(async cursor => {
    const query = { jointNumber, limit: 100, ...cursor && { cursor } }
    const { deliveries, nextCursor } = await ask(hub.GET('/v1/webhook-deliveries', { params: { query } }))
    return { rows: deliveries, nextCursor }
  })
  return found.sort((one, other) => one.sequence - other.sequence)
}
