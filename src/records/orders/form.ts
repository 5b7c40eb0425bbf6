/** The form of an application and what supplements corrected in it, as they are kept: sealed. */
import type { Connection, Queryable } from '../../ground/database/pool.ts'
import type { Hub } from '../../hub.ts'
import { storeSearchHashes } from './search-hashes.ts'
import type { ApplicationForm } from '../../ground/form/order-view.ts'
import type { LockedOrder } from './transition.ts'

/** Of a row that was read with `form_sealed as "formSealed"`. */
export interface SealedForm { serial: number, formSealed: Buffer }

export function sealForm (hub: Hub, serial: number, form: ApplicationForm): Buffer {
  return hub.vault.seal(['form', serial], form)
}

export function openForm (hub: Pick<Hub, 'vault'>, { serial, formSealed }: SealedForm): ApplicationForm {
  return hub.vault.open(['form', serial], formSealed)
}

/** Undefined once the person has been erased. */
export async function readForm (hub: Hub, connection: Queryable, serial: number): Promise<ApplicationForm | undefined> {
  const { rows } = await connection.query<{ formSealed: Buffer | null }>('select form_sealed as "formSealed" from applications where serial = $1', [serial])
  const { formSealed } = rows[0]!
  return formSealed ? openForm(hub, { serial, formSealed }) : undefined
}

/** What supplements have changed for one order (RFC 7396); its application is found by what they say, too. */
export async function storeCorrections (
  hub: Hub, connection: Connection, { id, applicationSerial, enterprise }: Pick<LockedOrder, 'id' | 'applicationSerial' | 'enterprise'>, corrections: { basic?: Partial<ApplicationForm['basic']> }
): Promise<void> {
  await connection.query('update orders set corrections_sealed = $2 where id = $1', [id, hub.vault.seal(['corrections', id], corrections)])
  await storeSearchHashes(hub, connection, applicationSerial, corrections.basic, enterprise)
}

/** An empty patch where nothing was corrected. */
export function openCorrections (hub: Hub, orderId: string, sealed: Buffer | null): unknown {
  return sealed ? hub.vault.open(['corrections', orderId], sealed) : {}
}
