/** Drafts as the contract shows them: to the person whose they are, and to nobody else. */
import type { components } from '../../openapi/hub.d.ts'
import { localTime } from '../ground/calendar/local-time.ts'
import type { Queryable } from '../ground/database/pool.ts'
import { Problem } from '../ground/problem/problem.ts'
import type { Vault } from '../ground/sealing/vault.ts'
import { draftsOf, findDraft, type DraftOf, type DraftRow, type Summary } from '../records/drafts/drafts.ts'

type Schemas = components['schemas']

interface Needs {
  pool: Queryable
  vault: Vault
  settings: { retention: { drafts: number } }
}

/** Last changed first. */
export async function listDrafts (needs: Needs, personId: string): Promise<Schemas['DraftList']> {
  const drafts = await draftsOf(needs.pool, needs.vault, personId)
  return { drafts: drafts.map(draft => presentDraft(needs, draft)) }
}

/** Throws Problem `draft-not-found`. */
export async function readDraft (
  needs: Needs, { personId, id }: DraftOf
): Promise<Schemas['DraftInFull']> {
  const draft = await findDraft(needs.pool, needs.vault, { personId, id })
  if (!draft) throw new Problem('draft-not-found')
  return { ...presentDraft(needs, draft), form: draft.form }
}

export function presentDraft (
  { settings }: Pick<Needs, 'settings'>,
  { id, version, createdAt, changedAt, services, applicantName }: DraftRow & Summary
): Schemas['Draft'] {
  return {
    draftId: id,
    version,
    services,
    ...applicantName !== undefined && { applicantName },
    createdAt: localTime(createdAt),
    changedAt: localTime(changedAt),
    keptUntil: localTime(new Date(changedAt.getTime() + settings.retention.drafts))
  }
}
