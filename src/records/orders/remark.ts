/** What was written about an order, by its enterprise or its applicant: sealed where it is kept, for it names people and their numbers. */
import type { Hub } from '../../hub.ts'

/** The order's own remark, why its enterprise does not give it back, and the remark of one transition. */
export type RemarkPlace = ['orderRemark' | 'withdrawalReason', orderId: string] | ['transitionRemark', applicationSerial: number, sequence: number]

export function sealRemark (hub: Hub, place: RemarkPlace, remark: string | undefined): Buffer | null {
  return remark === undefined ? null : hub.vault.seal(place, remark)
}

export function openRemark (hub: Pick<Hub, 'vault'>, place: RemarkPlace, sealed: Buffer | null): string | undefined {
  return sealed ? hub.vault.open(place, sealed) : undefined
}
