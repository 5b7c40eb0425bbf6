/**
 * The query code (查询码): eight random digits by which an applicant looks at their own application. It stands on the
 * receipt, and is kept sealed: whoever has the database cannot look at anybody's.
 */
import { timingSafeEqual } from 'node:crypto'
import type { Queryable } from '../../ground/database/pool.ts'
import type { Work } from '../../ground/database/work.ts'
import type { Vault } from '../../ground/sealing/vault.ts'

export const QUERY_CODE_DIGITS = 8

/** As whoever took it down may type it. */
export const QUERY_CODE = /^\d{8}$/

export function sealQueryCode (vault: Vault, serial: number, code: string): Buffer {
  return vault.seal(['queryCode', serial], code)
}

export function openQueryCode (vault: Vault, serial: number, sealed: Buffer): string {
  return vault.open<string>(['queryCode', serial], sealed)
}

/** Of an application that is locked. */
export function storeQueryCode (work: Pick<Work, 'write'>, vault: Vault, serial: number, code: string): void {
  work.write('update applications set query_code_sealed = $2 where serial = $1',
    [serial, sealQueryCode(vault, serial, code)])
}

/** No application has this number, and what is sealed for it stands in for the code of one that there is not. */
const NOBODY = 0

export type OpensByCode = (jointNumber: string, code: string) => Promise<boolean>

/**
 * Tells whether a code opens an application. Of a number that there is not, of an application without a code and of one
 * whose person has been erased it does as much as for a wrong code, so that neither answer nor time tells them apart.
 */
export function newCodeCheck (connection: Queryable, vault: Vault): OpensByCode {
  const decoy = { serial: NOBODY, sealed: sealQueryCode(vault, NOBODY, '0'.repeat(QUERY_CODE_DIGITS)) }
  return async (jointNumber, code) => {
    const { rows } = await connection.query<{ serial: number, sealed: Buffer }>({
      name: 'query-code-of',
      text: `
        select serial, query_code_sealed as sealed from applications
        where joint_number = $1 and query_code_sealed is not null and erased_at is null`,
      values: [jointNumber]
    })
    const { serial, sealed } = rows[0] ?? decoy
    const isSame = timingSafeEqual(Buffer.from(openQueryCode(vault, serial, sealed)), Buffer.from(code))
    return isSame && rows.length > 0
  }
}
