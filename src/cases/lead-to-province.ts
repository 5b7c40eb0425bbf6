/** Leads a browser to the province's page of evaluation, once: the address is built for it, and kept nowhere. */
import type { CountySettings } from '../enterprises/county.ts'
import { inWork, type Workplace } from '../ground/database/work.ts'
import type { Vault } from '../ground/sealing/vault.ts'
import { openForm } from '../records/orders/form.ts'
import { findLink, spendLink } from '../records/ratings/links.ts'
import { provincePage } from '../records/ratings/province-page.ts'
import type { RatingSettings } from '../records/ratings/settings.ts'

export interface Leading extends Workplace {
  vault: Vault
  settings: { ratings: Pick<RatingSettings, 'province'>, county: Pick<CountySettings, 'code'> }
  now (): Date
}

interface Row { serial: number, jointNumber: string, portalCaseNumber: string | null, formSealed: Buffer | null }

/** Nothing for a link that is spent, over, or leads elsewhere. */
export async function leadToProvince (hub: Leading, token: string): Promise<string | undefined> {
  const { ratings: { province }, county } = hub.settings
  if (!province) return undefined
  return await inWork(hub, async work => {
    const now = hub.now()
    const link = await findLink(work, token, now)
    if (link?.leadsTo !== 'province') return undefined
    const { rows: [row] } = await work.query<Row>(`
      select serial, joint_number as "jointNumber", portal_case_number as "portalCaseNumber",
             form_sealed as "formSealed"
      from applications where serial = $1`, [link.serial])
    if (!row?.formSealed || !await spendLink(work, link, null, now)) return undefined
    const { basic } = openForm(hub.vault, { serial: row.serial, formSealed: row.formSealed })
    return provincePage(province, {
      caseNumber: row.portalCaseNumber ?? row.jointNumber,
      applicantName: basic.applicantName,
      idNumber: basic.idNumber,
      phone: basic.phone,
      division: county.code
    })
  })
}
