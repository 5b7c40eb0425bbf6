/** New applications and new orders: rows, and the transition that each order begins with. */
import type { Service } from '../../../mappings/mapping.ts'
import type { components } from '../../../openapi/hub.d.ts'
import { bytea } from '../../ground/database/pool.ts'
import { newRowId } from '../../ground/database/row-id.ts'
import type { Work } from '../../ground/database/work.ts'
import type { ApplicationForm } from '../../ground/form/order-view.ts'
import type { LockedApplication, OrderRecords } from './application.ts'
import type { LockedOrder } from './locked-order.ts'
import { noteTransition } from './change-order.ts'
import { sealForm } from './form.ts'
import { sealQueryCode } from './query-code.ts'
import { storeSearchHashes } from './search-hashes.ts'
import { statusCode } from './states.ts'

type Pen = Pick<OrderRecords, 'vault' | 'now' | 'references'>

export interface NewApplication {
  serial: number
  jointNumber: string
  receivedAt: Date
  form: ApplicationForm
  /** By which the applicant looks at it; drawn at random. */
  queryCode: string
  notices: Array<components['schemas']['Notice']>
  correlationId: string
  traceparent: string | null
  client: string
  /** Who has submitted it. */
  by: string
  /** The account of who answers for it (首问责任); null where a program submits it. */
  accountable: string | null
  /** With how many orders it begins; of each the first transition is stored with it. */
  orders: number
}

/** SQL: what the running numbers of the county come from. */
export const RUNNING_NUMBERS = 'joint_number'

/** The next one; taken after everything that can refuse an application, so that no number is left out. */
export async function nextSerial (work: Work): Promise<number> {
  const { rows } = await work.query<{ serial: number }>({
    name: 'next-serial', text: `select nextval('${RUNNING_NUMBERS}') as serial`
  })
  return rows[0]!.serial
}

/** Without its orders so far: `openOrders` adds them, `storeApplication` stores their transitions. */
export function insertApplication (
  { vault }: Pick<Pen, 'vault'>, work: Work, given: NewApplication
): LockedApplication {
  const { serial, jointNumber, receivedAt, form, queryCode, notices, correlationId, traceparent } = given
  const { client, by, accountable, orders } = given
  const formSealed = sealForm(vault, serial, form)
  const row = {
    serial,
    joint_number: jointNumber,
    received_at: receivedAt,
    portal_case_number: form.portalCaseNumber,
    form_sealed: bytea(formSealed),
    query_code_sealed: bytea(sealQueryCode(vault, serial, queryCode)),
    notices,
    correlation_id: correlationId,
    traceparent,
    client_id: client,
    accountable,
    last_sequence: orders
  }
  work.write({
    name: 'insert-application',
    joins: true,
    text: `
      insert into applications (
        serial, joint_number, received_at, portal_case_number, form_sealed, query_code_sealed, notices,
        correlation_id, traceparent, client_id, accountable, last_sequence)
      select serial, joint_number, received_at, portal_case_number, form_sealed, query_code_sealed, notices,
             correlation_id, traceparent, client_id, accountable, last_sequence
      from jsonb_to_recordset($1::jsonb) as given (
        serial bigint, joint_number text, received_at timestamptz, portal_case_number text, form_sealed bytea,
        query_code_sealed bytea, notices jsonb, correlation_id text, traceparent text, client_id text,
        accountable text, last_sequence integer)`,
    rows: [row]
  })
  storeSearchHashes(vault, work, serial, form.basic)
  const nothing = {
    lastSequence: 0, orders: [], hasVisit: false, changed: new Set<LockedOrder>(), transitions: [], announcements: []
  }
  return { serial, jointNumber, receivedAt, clientId: client, formSealed, isNew: true, by, ...nothing }
}

export interface NewOrder {
  enterprise: string
  service: Service
  kind: string
  /** Its enterprise has no system: it is at its desk from the beginning, and there is nothing to send. */
  atDesk?: boolean
  /** What the hub may call the order; `candidate` counts from 0. */
  reference (candidate: number): string
}

/**
 * More orders of one second than an enterprise's references tell apart (state-grid: 100) take further candidates: so
 * many are looked through for one that is free, few at first.
 */
const WINDOWS = [100, 1_000, 10_000]

const AT_THE_DESK = { desk: 'opened', delivery: 'placed' } as const
const TO_BE_SENT = { desk: null, delivery: 'pending' } as const

/** Opens orders of an application that nobody else can see or that is locked. */
export async function openOrders (
  pen: Pen, work: Work, application: LockedApplication, wanted: NewOrder[]
): Promise<LockedOrder[]> {
  const since = pen.now()
  const opened = wanted.map(({ enterprise, service, kind, atDesk, reference }, index) => {
    const position = application.orders.length + index
    const custody = atDesk ? AT_THE_DESK : TO_BE_SENT
    const taken = pen.references.take(enterprise, reference)
    return newOrder({ position, enterprise, service, kind, reference: taken, since, ...custody })
  })
  for (let left = opened; left.length > 0;) {
    const stored = await insertOrders(work, application.serial, left)
    left = left.filter(({ id }) => !stored.has(id))
    for (const order of left) {
      pen.references.note(order.enterprise, order.reference)
      order.reference = await freeReference(work, wanted[opened.indexOf(order)]!)
      pen.references.note(order.enterprise, order.reference)
    }
  }
  for (const order of opened) {
    application.orders.push(order)
    noteTransition(pen, application, order, { source: 'hub', from: null, remark: undefined })
  }
  return opened
}

/**
 * That of the next candidate which no order has; another work may take it before this one does. They are looked up one
 * after the other: an anti-join would look for all of them.
 */
async function freeReference (work: Work, { enterprise, reference }: NewOrder): Promise<string> {
  for (const [index, end] of WINDOWS.entries()) {
    const begin = WINDOWS[index - 1] ?? 1
    const { rows } = await work.query<{ candidate: string }>({
      name: 'free-reference',
      text: `
        select candidate from unnest($2::text[]) as candidate
        where (select true from orders where enterprise = $1 and reference = candidate) is null limit 1`,
      values: [enterprise, Array.from({ length: end - begin }, (_, place) => reference(begin + place))]
    })
    if (rows[0]) return rows[0].candidate
  }
  throw new Error(`no free reference for an order of ${enterprise}`)
}

type Given =
  Pick<LockedOrder, 'position' | 'enterprise' | 'service' | 'kind' | 'reference' | 'since' | 'desk' | 'delivery'>

function newOrder (given: Given): LockedOrder {
  return {
    id: newRowId(),
    nativeNumber: null,
    state: 'received',
    statusCode: statusCode('received', 'received'),
    reached: 'received',
    nativeAt: null,
    bookedFor: null,
    remarkSealed: null,
    vouchedFor: false,
    takenBy: null,
    version: 0,
    failure: null,
    correctionsSealed: null,
    withdrawal: null,
    withdrawalReasonSealed: null,
    wishSealed: null,
    hasParked: false,
    openFilings: [],
    ...given
  }
}

/** The ids of those whose references were free, and perhaps of others. */
async function insertOrders (work: Work, serial: number, orders: LockedOrder[]): Promise<Set<string>> {
  const { rows } = await work.query<{ id: string }>({
    name: 'insert-orders',
    joins: true,
    text: `
      insert into orders (
        id, application_serial, position, enterprise, service, kind, reference, since, delivery, desk)
      select id, application_serial, position, enterprise, service, kind, reference, since, delivery, desk
      from jsonb_to_recordset($1::jsonb) as given (
        id uuid, application_serial bigint, position smallint, enterprise text, service text, kind text,
        reference text, since timestamptz, delivery text, desk text)
      on conflict (enterprise, reference) do nothing returning id`,
    rows: orders.map(({ id, position, enterprise, service, kind, reference, since, delivery, desk }) => (
      { id, application_serial: serial, position, enterprise, service, kind, reference, since, delivery, desk }))
  })
  return new Set(rows.map(({ id }) => id))
}
