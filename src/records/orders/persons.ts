/** What the persons of applications have told of themselves: what has to be taken out of texts about them. */
import type { Queryable } from '../../ground/database/pool.ts'
import { personalValues, type PersonalValues } from '../../ground/redaction/personal-values.ts'
import type { Vault } from '../../ground/sealing/vault.ts'
import { openCorrections, openForm } from './form.ts'

interface Told {
  serial: number
  formSealed: Buffer
  corrected: Array<{ id: string, correctionsSealed: string }>
}

/**
 * In their forms and in what was corrected since; `given` is what else is personal. Nothing of those who have been
 * erased.
 */
export async function personsOf (
  vault: Vault, connection: Queryable, jointNumbers: readonly string[], ...given: unknown[]
): Promise<PersonalValues> {
  if (jointNumbers.length === 0) return personalValues(...given)
  const { rows } = await connection.query<Told>(`
    select serial, form_sealed as "formSealed", coalesce((
      select json_agg(json_build_object('id', id, 'correctionsSealed', encode(corrections_sealed, 'hex')))
      from orders where application_serial = serial and corrections_sealed is not null), '[]') as corrected
    from applications where joint_number = any($1) and form_sealed is not null`, [jointNumbers])
  return personalValues(...given, ...rows.flatMap(({ corrected, ...application }) => [
    openForm(vault, application),
    ...corrected.flatMap(({ id, correctionsSealed }) =>
      openCorrections(vault, { id, correctionsSealed: Buffer.from(correctionsSealed, 'hex') }))
  ]))
}
