/** The form of an application and what supplements corrected in it, as they are kept: sealed. */
import type { ApplicationForm } from '../../ground/form/order-view.ts'
import type { Vault } from '../../ground/sealing/vault.ts'

/** Of a row that was read with `form_sealed as "formSealed"`. */
export interface SealedForm { serial: number, formSealed: Buffer }

export function sealForm (vault: Vault, serial: number, form: ApplicationForm): Buffer {
  return vault.seal(['form', serial], form)
}

export function openForm (vault: Vault, { serial, formSealed }: SealedForm): ApplicationForm {
  return vault.open(['form', serial], formSealed)
}

/** What a supplement changes: a merge patch (RFC 7396). */
export type Correction = Partial<ApplicationForm>

/** In the order in which they were made. Where there was one patch for all of them, it stands alone. */
export function openCorrections (
  vault: Vault, { id, correctionsSealed }: { id: string, correctionsSealed: Buffer | null }
): Correction[] {
  if (!correctionsSealed) return []
  return [vault.open<Correction | Correction[]>(['corrections', id], correctionsSealed)].flat()
}

/** The order's own remark, why its enterprise does not give it back, and the remark of one transition. */
export type RemarkPlace =
  ['orderRemark' | 'withdrawalReason', orderId: string] |
  ['transitionRemark', applicationSerial: number, sequence: number]

/** What was written about an order, by its enterprise or its applicant: it names people and their numbers. */
export function openRemark (vault: Vault, place: RemarkPlace, sealed: Buffer | null): string | undefined {
  return sealed ? vault.open<string>(place, sealed) : undefined
}
