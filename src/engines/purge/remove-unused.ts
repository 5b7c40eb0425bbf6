/** Removes what was uploaded and never used, some at each sweep. */
import type { Logger } from 'pino'
import { goOver } from '../../ground/aside/set-aside.ts'
import { inWork, type Workplace } from '../../ground/database/work.ts'
import { removeUnusedAttachments } from '../../records/attachments/attachments.ts'
import type { Storage } from '../../records/attachments/storage.ts'

/** Uploads in one go. */
const MOST = 1_000

/** What the storage does not let go of is set aside. */
export async function removeUnused (
  hub: Workplace & { storage: Pick<Storage, 'remove'>, log: Logger }, now: Date
): Promise<void> {
  await inWork(hub, async work => {
    const { gone, left } = await removeUnusedAttachments(hub.storage, work, now, MOST)
    const why = new Map(left.map(({ id, reason }) => [id, reason]))
    await goOver(hub, work, [...gone, ...why.keys()], {
      chore: 'unused attachments',
      now,
      keyOf: String,
      async act (id) {
        const reason = why.get(id)
        if (reason !== undefined) throw new Error(`its content stays in the storage: ${reason}`)
      }
    })
  })
}
