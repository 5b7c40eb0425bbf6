/**
 * An order at the desk in full, as its enterprise would get it, and its files. Each reading is recorded first, in the
 * transaction that reads.
 */
import type { components } from '../../openapi/hub.d.ts'
import type { Service } from '../../mappings/mapping.ts'
import type { Slug } from '../enterprises/profiles.ts'
import { loginOf, type Caller } from '../ground/access/caller.ts'
import { viewOf } from '../ground/access/visible.ts'
import { localTime } from '../ground/calendar/local-time.ts'
import { inWork, type Work, type Workplace } from '../ground/database/work.ts'
import { mergePatches } from '../ground/form/merge-patch.ts'
import { orderView, type ApplicationForm } from '../ground/form/order-view.ts'
import { Problem } from '../ground/problem/problem.ts'
import { personalValues } from '../ground/redaction/personal-values.ts'
import { recordDisclosure } from '../records/acts/record-disclosure.ts'
import { filesOf } from '../records/attachments/attachments.ts'
import { resultsOfOrder } from '../records/attachments/results.ts'
import type { Storage } from '../records/attachments/storage.ts'
import { payloadOf, waitingAtDesk } from '../records/intents/intents.ts'
import { wishOf } from '../records/orders/change-order.ts'
import { noteReading } from '../records/orders/desk-readings.ts'
import { findAtDesk } from '../records/orders/find-at-desk.ts'
import { openCorrections, openForm, type Correction } from '../records/orders/form.ts'
import type { ApplicationNeeds } from '../views/applications.ts'
import { readDeskOrder } from '../views/desk-orders.ts'
import { PERSONAL } from './disclose.ts'

type Schemas = components['schemas']

interface Reading extends Workplace, Omit<ApplicationNeeds, 'pool'> {
  storage: Pick<Storage, 'get'>
}

interface Row {
  service: Service
  enterprise: Slug
  jointNumber: string
  receivedAt: Date
  formSealed: Buffer | null
  correctionsSealed: Buffer | null
  wishSealed: Buffer | null
}

const ORDER = `
  select service, enterprise, joint_number as "jointNumber", received_at as "receivedAt", form_sealed as "formSealed",
         corrections_sealed as "correctionsSealed", wish_sealed as "wishSealed"
  from orders join applications on serial = application_serial where orders.id = $1`

/** Throws Problem `desk-order-not-found`, or `person-erased`. */
export async function readInFull (
  hub: Reading, caller: Caller, reference: string
): Promise<Schemas['DeskOrderDetail']> {
  const view = viewOf(caller)
  const read = await inWork(hub, async work => {
    const { orderId: id, serial } = await findAtDesk(work, view, reference)
    const row = (await work.query<Row>(ORDER, [id])).rows[0]!
    const { service, enterprise, jointNumber, receivedAt, formSealed, correctionsSealed, wishSealed } = row
    if (!formSealed) throw new Problem('person-erased')
    const brought = await broughtBy(hub, work, id)
    const corrections = [...openCorrections(hub.vault, { id, correctionsSealed }), ...brought ? [brought] : []]
    const form = mergePatches(openForm(hub.vault, { serial, formSealed }), corrections) as ApplicationForm
    const { basic, block, registrar } = orderView(service, reference, {
      jointNumber, receivedAt: localTime(receivedAt), form
    })
    const wish = wishOf(hub.vault, { id, wishSealed })
    await record(hub, work, caller, jointNumber, form, '工作台办理')
    const login = loginOf(caller.id)
    if (login !== undefined) noteReading(work, { orderId: id, login, at: hub.now() })
    return {
      basic,
      // Which others the applicant has chosen is not its business.
      [service]: 'carriers' in block ? { ...block, carriers: [enterprise] } : block,
      ...registrar && { registrar },
      attachments: await filesOf(work, { serial, orderId: id }),
      ...wish && { withdrawalReason: wish },
      ...brought && { supplied: pointersOf(brought) }
    }
  })
  return { desk: await readDeskOrder(hub, view, reference, caller.id), ...read }
}

/**
 * Throws Problem `desk-order-not-found`, `person-erased`, or `attachment-not-found` for a file that is not the order's.
 */
export async function readFileAtDesk (
  hub: Reading, caller: Caller, reference: string, attachmentId: string
): Promise<{ mediaType: string, content: Buffer }> {
  const mediaType = await inWork(hub, async work => {
    const { orderId, serial } = await findAtDesk(work, viewOf(caller), reference)
    const { jointNumber, formSealed } = (await work.query<Row>(ORDER, [orderId])).rows[0]!
    if (!formSealed) throw new Problem('person-erased')
    const order = { serial, orderId }
    const files = [...await filesOf(work, order), ...await resultsOfOrder(work, order)]
    const file = files.find(({ id }) => id === attachmentId.toLowerCase())
    if (!file) throw new Problem('attachment-not-found')
    await record(hub, work, caller, jointNumber, undefined, `工作台查看附件 ${file.id}`)
    return file.mediaType
  })
  return { mediaType, content: await hub.storage.get(hub.pool, attachmentId.toLowerCase()) }
}

/** What the applicant has brought and nobody has looked at yet. */
async function broughtBy (hub: Pick<Reading, 'vault'>, work: Work, orderId: string): Promise<Correction | undefined> {
  const intentId = await waitingAtDesk(work, orderId, 'supplement')
  if (intentId === undefined) return undefined
  return (await payloadOf(hub.vault, work, intentId) as { corrections: Correction }).corrections
}

async function record (
  { now, vault }: Pick<Reading, 'now' | 'vault'>, work: Work, { id: actor }: Caller, jointNumber: string,
  form: ApplicationForm | undefined, purpose: string
): Promise<void> {
  const fields = form === undefined
    ? []
    : Object.entries(PERSONAL).filter(([, valueOf]) => valueOf(form) !== undefined).map(([field]) => field)
  await recordDisclosure({ vault }, work, personalValues(), { at: now(), actor, jointNumber, fields, purpose })
}

/** Of every value that a merge patch has. */
function pointersOf (patch: object, place = ''): string[] {
  return Object.entries(patch).flatMap(([key, value]) => {
    const isBlock = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isBlock ? pointersOf(value, `${place}/${key}`) : [`${place}/${key}`]
  })
}
