/** Reads what the applicant of an order has told of themselves. */
import { openCorrections, openForm, type SealedForm } from './form.ts'
import type { Queryable } from '../../ground/database/pool.ts'
import type { Hub } from '../../hub.ts'
import { personalValues, type PersonalValues } from '../../ground/redaction/personal-values.ts'

/** Undefined when the person has been erased. */
export async function personalOf (hub: Hub, connection: Queryable, orderId: string): Promise<PersonalValues | undefined> {
  const { rows } = await connection.query<Partial<SealedForm> & { serial: number, correctionsSealed: Buffer | null }>(`
    select serial, form_sealed as "formSealed", corrections_sealed as "correctionsSealed"
    from orders join applications on serial = application_serial where orders.id = $1`, [orderId])
  const { serial, formSealed, correctionsSealed } = rows[0]!
  return formSealed ? personalValues(openForm(hub, { serial, formSealed }), openCorrections(hub, orderId, correctionsSealed)) : undefined
}
