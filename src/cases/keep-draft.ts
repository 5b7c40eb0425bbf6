/**
 * Keeps a form that a person has begun, and changes it as they go on. Whatever it says is taken: what is wrong with it
 * is said by the check and by the submission.
 */
import { localMinute } from '../ground/calendar/local-time.ts'
import type { Pool } from '../ground/database/pool.ts'
import { newRowId } from '../ground/database/row-id.ts'
import { inWork, type Workplace } from '../ground/database/work.ts'
import { SERVICES } from '../ground/form/form-checker.ts'
import { maskName } from '../ground/form/mask.ts'
import { Problem } from '../ground/problem/problem.ts'
import type { Vault } from '../ground/sealing/vault.ts'
import {
  changeDraft, countDrafts, findDraft, insertDraft, removeDraft, type DraftOf, type DraftRow, type Summary,
  type Unfinished
} from '../records/drafts/drafts.ts'

export interface Drafting extends Workplace {
  pool: Pool
  vault: Vault
  now (): Date
}

/** Of one person. */
export const MOST_DRAFTS = 20

/** Throws Problem `drafts-full`. */
export async function beginDraft (
  hub: Drafting, personId: string, form: Unfinished
): Promise<DraftRow & Summary> {
  return await inWork(hub, async work => {
    const count = await countDrafts(work, personId)
    if (count === undefined) throw new Problem('unauthenticated')
    if (count >= MOST_DRAFTS) throw new Problem('drafts-full', { detail: `最多保存 ${MOST_DRAFTS} 份` })
    const summary = summaryOf(form)
    const draft = { personId, id: newRowId(), form, summary, now: hub.now() }
    return { ...await insertDraft(hub.vault, work, draft), ...summary }
  })
}

/** Throws Problem `draft-not-found`, or `draft-changed` where another tab has changed it since. */
export async function goOnWithDraft (
  hub: Drafting, { personId, id }: DraftOf, { form, version }: { form: Unfinished, version: number }
): Promise<DraftRow & Summary> {
  const { pool, vault } = hub
  const summary = summaryOf(form)
  const changed = await changeDraft(vault, pool, { personId, id, form, summary, now: hub.now() }, version)
  if (changed) return { ...changed, ...summary }
  const there = await findDraft(pool, vault, { personId, id })
  if (!there) throw new Problem('draft-not-found')
  const detail = `这份草稿已于 ${localMinute(there.changedAt)} 在别处保存为第 ${there.version} 版`
  throw new Problem('draft-changed', { detail })
}

/** Throws Problem `draft-not-found`. */
export async function dropDraft (hub: Drafting, draft: DraftOf): Promise<void> {
  if (!await removeDraft(hub.pool, draft)) throw new Problem('draft-not-found')
}

function summaryOf ({ basic }: Unfinished): Summary {
  const { services, applicantName } = Object(basic) as Unfinished
  const chosen = Array.isArray(services) ? services : []
  const isName = typeof applicantName === 'string' && /^.{1,100}$/u.test(applicantName)
  return {
    services: SERVICES.filter(service => chosen.includes(service)),
    ...isName && { applicantName: maskName(applicantName) }
  }
}
