/** What the tables of the growth bench are filled with copies of: applications of the sandbox, one of each way. */
import { randomUUID } from 'node:crypto'
import { EVERYTHING } from '../src/ground/access/visible.ts'
import { freePort } from '../src/ground/database/free-port.ts'
import type { Queryable } from '../src/ground/database/pool.ts'
import { openLog } from '../src/ground/observe/log.ts'
import { submit } from '../src/cases/submit.ts'
import { recordAct } from '../src/records/acts/acts.ts'
import { startHub, type StartOptions } from '../src/start.ts'
import { listApplications } from '../src/views/applications.ts'
import { applications } from '../kit/applications.ts'
import { newCaller } from '../kit/caller.ts'
import {
  closeAround, readSandbox, sandboxDocument, standAt, startEnterprises, startPortal, UNLIMITED
} from '../kit/sandbox.ts'
import { submitAll } from '../kit/submit.ts'

export function optionsOf (databaseUrl: string, settings = sandboxDocument()): StartOptions {
  settings.hub.limits = UNLIMITED
  settings.retention = { cases: '365d' }
  return { settings: readSandbox(settings), databaseUrl, log: openLog('error') }
}

/** The sandbox's applications to their end, and the same once more, which stay where they begin. */
export async function takeSamples (databaseUrl: string): Promise<void> {
  const site = sandboxDocument()
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  standAt(site, url)
  const portal = await startPortal(site)
  const enterprises = await startEnterprises(site, { callbacksTo: url, own: () => ({ pace: 200 }) })
  const running = await startHub(optionsOf(databaseUrl, site))
  await running.app.listen({ host: '127.0.0.1', port })
  const { hub } = running
  await submitAll(newCaller(url), applications)
  for (;;) {
    const { rows: [left] } = await hub.pool.query<{ count: number }>(`
      select (select count(*) from applications where status not in ('completed', 'ended'))
        + (select count(*) from notifications where state = 'open')
        + (select count(*) from intents where state = 'open' and kind <> 'watch') as count`)
    if (left!.count === 0) break
    await new Promise(resolve => setTimeout(resolve, 500))
  }
  await hub.pool.query("update intents set state = 'done' where state = 'open'")
  const { jointNumber } = (await listApplications(hub, EVERYTHING, { limit: 1 })).applications[0]!
  await recordAct(hub, hub.pool, {
    at: hub.now(),
    actor: 'operator',
    action: 'order-redrive',
    target: { jointNumber },
    about: [jointNumber],
    reason: '例行处理',
    affected: 1
  })
  await hub.pool.query(`
    insert into disclosures (at, actor, joint_number, fields, purpose) values (now(), 'portal', $1, '{phone}', '核对')`,
  [jointNumber])
  await running.stop()
  await closeAround(enterprises, portal)
  const waiting = await startHub({ ...optionsOf(databaseUrl), role: 'api' })
  for (const { form } of applications.slice(0, 4)) await submit(waiting.hub, 'portal', randomUUID(), withoutFiles(form))
  await leaveToPeople(waiting.hub.pool)
  await waiting.stop()
}

export function withoutFiles (form: typeof applications[number]['form']): typeof form {
  const { attachments: _attachments, ...rest } = form
  return rest
}

/** One order in front of a person, one callback that nobody knows. */
async function leaveToPeople (connection: Queryable): Promise<void> {
  await connection.query(`
    with given_up as (
      update intents set state = 'undeliverable', given_up_at = now()
      where id = (select id from intents where state = 'open' and kind = 'place' limit 1) returning order_id
    ) update orders set delivery = 'undeliverable', failure = '{"code":"timeout","message":"没有应答"}'
      from given_up where orders.id = order_id`)
  await connection.query(`
    update callbacks set state = 'unknownReference', order_id = null
    where id = (select max(id) from callbacks where state = 'applied')`)
}
