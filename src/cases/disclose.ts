/** Personal data in full, for a stated purpose: recorded first, in the transaction that reads it, then answered. */
import type { components } from '../../openapi/hub.d.ts'
import type { Slug } from '../enterprises/profiles.ts'
import type { Caller } from '../ground/access/caller.ts'
import type { ProgressSettings } from '../ground/access/progress-settings.ts'
import { seenByNumber, seenOrders, viewOf, type View } from '../ground/access/visible.ts'
import { conditionsOf } from '../ground/database/filters.ts'
import { inWork, type Work, type Workplace } from '../ground/database/work.ts'
import { mergePatches } from '../ground/form/merge-patch.ts'
import type { ApplicationForm } from '../ground/form/order-view.ts'
import { Problem } from '../ground/problem/problem.ts'
import type { Vault } from '../ground/sealing/vault.ts'
import { recordDisclosure } from '../records/acts/record-disclosure.ts'
import { openCorrections, openForm } from '../records/orders/form.ts'
import { openQueryCode, QUERY_CODE_DIGITS, storeQueryCode } from '../records/orders/query-code.ts'
import { personsOf } from '../records/orders/persons.ts'
import { shownCode } from '../views/shown-code.ts'

type Schemas = components['schemas']
/** A field of a form; what else can be asked for is the form itself, and what it is looked up by. */
type Field = Exclude<Schemas['PersonalField'], 'form' | 'queryCode'>

/** The personal fields of a form, each by how it is read. */
export const PERSONAL: Record<Field, (form: ApplicationForm) => string | undefined> = {
  applicantName: ({ basic }) => basic.applicantName,
  phone: ({ basic }) => basic.phone,
  idNumber: ({ basic }) => basic.idNumber,
  unifiedSocialCreditCode: ({ basic }) => basic.unifiedSocialCreditCode,
  address: ({ basic }) => basic.address.text,
  originalAddress: ({ basic }) => basic.originalAddress,
  registrar: ({ foot }) => foot?.registrar
}

interface Disclosing extends Workplace {
  vault: Vault
  settings: { progress: ProgressSettings }
  now (): Date
  digits (count: number): string
}

/** Throws Problem `application-not-found`, or `person-erased`. */
export async function disclose (
  hub: Disclosing, caller: Caller, jointNumber: string, { fields, purpose }: Schemas['DisclosureRequest']
): Promise<Schemas['Disclosure']> {
  const view = viewOf(caller)
  return await inWork(hub, async work => {
    const seen = seenByNumber(view, jointNumber)
    const asksCode = fields.includes('queryCode')
    const { rows } = await work.query<Row>(`
      select serial, form_sealed as "formSealed", query_code_sealed as "queryCodeSealed" from applications
      where ${seen.text} ${asksCode ? 'for no key update' : ''}`, seen.values)
    if (!rows[0]) throw new Problem('application-not-found')
    const { serial, formSealed, queryCodeSealed } = rows[0]
    if (!formSealed) throw new Problem('person-erased')
    const form = openForm(hub.vault, { serial, formSealed })
    const persons = await personsOf(hub.vault, work, [jointNumber])
    await recordDisclosure(hub, work, persons, { at: hub.now(), actor: caller.id, jointNumber, fields, purpose })
    const single = fields.filter(field => field !== 'form' && field !== 'queryCode')
    const code = asksCode ? shownCode(hub.settings.progress, codeOf(hub, work, serial, queryCodeSealed)) : undefined
    return {
      jointNumber,
      values: { ...valuesOf(form, single), ...code && { queryCode: code.queryCode } },
      ...code?.progressPage !== undefined && { progressPage: code.progressPage },
      ...fields.includes('form') && { form },
      corrected: await corrected(hub.vault, work, view, serial, form, single)
    }
  })
}

interface Row { serial: number, formSealed: Buffer | null, queryCodeSealed: Buffer | null }

/** What came in before there were codes is given one now. */
function codeOf ({ vault, digits }: Disclosing, work: Work, serial: number, sealed: Buffer | null): string {
  if (sealed) return openQueryCode(vault, serial, sealed)
  const code = digits(QUERY_CODE_DIGITS)
  storeQueryCode(work, vault, serial, code)
  return code
}

function valuesOf (form: ApplicationForm, fields: Field[]): Schemas['PersonalValues'] {
  return Object.fromEntries(fields.flatMap(field => {
    const value = PERSONAL[field](form)
    return value === undefined ? [] : [[field, value]]
  }))
}

interface CorrectedOrder { id: string, enterprise: Slug, correctionsSealed: Buffer }

/** The values in which the orders differ from the form, because a supplement corrected them. */
async function corrected (
  vault: Vault, work: Work, view: View, serial: number, form: ApplicationForm, fields: Field[]
): Promise<Schemas['CorrectedValues'][]> {
  const { text, values } = conditionsOf([
    ['application_serial = ?', serial], ['corrections_sealed is not null'], ...seenOrders(view)
  ])
  const { rows } = await work.query<CorrectedOrder>(`
    select id, enterprise, corrections_sealed as "correctionsSealed" from orders where ${text} order by position`,
  values)
  return rows.flatMap(({ id, enterprise, correctionsSealed }) => {
    const changed = mergePatches(form, openCorrections(vault, { id, correctionsSealed })) as ApplicationForm
    const others = fields.filter(field => PERSONAL[field](changed) !== PERSONAL[field](form))
    return others.length === 0 ? [] : [{ enterprise, values: valuesOf(changed, others) }]
  })
}
