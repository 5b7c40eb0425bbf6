/** Which fields a supplement may correct: what was applied for cannot change (`FormChanges`). */
import type { BlockName } from '../form/form-model.ts'

export interface Correctable {
  name: string
  /** A schema of the contract that has its values. */
  choice?: 'yesNo' | 'IdType'
}

const REMARK: Correctable = { name: 'remark' }

export const CORRECTABLE: Record<BlockName, readonly Correctable[]> = {
  basic: [
    { name: 'address' }, { name: 'originalAddress' }, { name: 'organisationName' }, { name: 'unifiedSocialCreditCode' },
    { name: 'applicantName' }, { name: 'phone' }, { name: 'idType', choice: 'IdType' }, { name: 'idNumber' }, REMARK
  ],
  water: [{ name: 'demand' }, REMARK],
  electricity: [
    { name: 'mainCapacity' }, { name: 'backupCapacity' },
    { name: 'transformer', choice: 'yesNo' }, { name: 'peakValley', choice: 'yesNo' }, REMARK
  ],
  gas: [{ name: 'pressure' }, { name: 'load' }, REMARK],
  network: [
    { name: 'bandwidth' }, { name: 'fixedLines' }, { name: 'tvSets' }, REMARK
  ]
}
