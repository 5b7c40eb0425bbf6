/** A file that the people at a desk have added to an order, for who sees the order; each reading is recorded. */
import type { Caller } from '../ground/access/caller.ts'
import { seenByNumber, seenOrders, viewOf } from '../ground/access/visible.ts'
import { conditionsOf } from '../ground/database/filters.ts'
import { inWork, type Workplace } from '../ground/database/work.ts'
import { Problem } from '../ground/problem/problem.ts'
import { personalValues } from '../ground/redaction/personal-values.ts'
import type { Vault } from '../ground/sealing/vault.ts'
import { recordDisclosure } from '../records/acts/record-disclosure.ts'
import type { Storage } from '../records/attachments/storage.ts'

interface Reading extends Workplace {
  vault: Vault
  storage: Pick<Storage, 'get'>
  now (): Date
}

interface Row { id: string, mediaType: string }

/** Throws Problem `application-not-found`, or `attachment-not-found` for a file that is no result the caller sees. */
export async function readResult (
  hub: Reading, caller: Caller, jointNumber: string, attachmentId: string
): Promise<{ mediaType: string, content: Buffer }> {
  const view = viewOf(caller)
  const { id, mediaType } = await inWork(hub, async work => {
    const seen = seenByNumber(view, jointNumber)
    const { rows: [application] } = await work.query<{ serial: number }>(
      `select serial from applications where ${seen.text}`, seen.values)
    if (!application) throw new Problem('application-not-found')
    const { text, values } = conditionsOf([
      ['attachments.id = ?', attachmentId], ['attachments.application_serial = ?', application.serial],
      ['result_of is not null'], ...seenOrders(view)
    ])
    const { rows: [file] } = await work.query<Row>(`
      select attachments.id, media_type as "mediaType" from attachments join orders on orders.id = order_id
      where ${text}`, values)
    if (!file) throw new Problem('attachment-not-found')
    await recordDisclosure(hub, work, personalValues(), {
      at: hub.now(), actor: caller.id, jointNumber, fields: [], purpose: `查看办理结果附件 ${file.id}`
    })
    return file
  })
  return { mediaType, content: await hub.storage.get(hub.pool, id) }
}
