/**
 * No statement of the hub costs more because more is stored. A database is filled, the hub's parts are run on it, and the plans that
 * PostgreSQL took are looked at. Which statements there are is seen in the source: one that was not run is told by its place.
 */
import { randomUUID } from 'node:crypto'
import { test } from 'tap'
import type { OrderState } from '../../../../mappings/mapping.ts'
import { Failure } from '../../../../adapters/failure.ts'
import { CONSTANT, copiesVault, fill, GROWING } from '../../../../kit/fill.ts'
import { PIXEL } from '../../../../kit/submit.ts'
import { disclose } from '../../../../src/cases/disclose.ts'
import { erase } from '../../../../src/cases/erase.ts'
import { redeliver } from '../../../../src/cases/redeliver.ts'
import { redriveCallbacks } from '../../../../src/cases/redrive-callbacks.ts'
import { redriveOrders } from '../../../../src/cases/redrive-orders.ts'
import { resumeWebhooks } from '../../../../src/cases/resume-webhooks.ts'
import { settleOrder } from '../../../../src/cases/settle-order.ts'
import { answeredBefore, submit } from '../../../../src/cases/submit.ts'
import { supplement } from '../../../../src/cases/supplement.ts'
import { withdraw } from '../../../../src/cases/withdraw.ts'
import { askInstead } from '../../../../src/engines/callbacks/ask-instead.ts'
import { receive } from '../../../../src/engines/callbacks/receive.ts'
import { deliver } from '../../../../src/engines/delivery/deliver.ts'
import { writeDown } from '../../../../src/engines/delivery/exchanges.ts'
import { notify } from '../../../../src/engines/portal/notify.ts'
import { countDue, purge, purgeDaily } from '../../../../src/engines/purge/purge.ts'
import { sweep } from '../../../../src/engines/sweep/sweep.ts'
import type { Caller } from '../../../../src/ground/access/caller.ts'
import { EVERYTHING, type View } from '../../../../src/ground/access/visible.ts'
import { inWork } from '../../../../src/ground/database/work.ts'
import { checkKeys, keyUse, readKeys } from '../../../../src/ground/sealing/keys.ts'
import { reseal, sealedRows } from '../../../../src/ground/sealing/reseal.ts'
import { SEALED_COLUMNS, type SealedColumnName } from '../../../../src/ground/sealing/sealed-columns.ts'
import { openVault } from '../../../../src/ground/sealing/vault.ts'
import { filesOf, passAttachments, readAttachment, removeUnusedAttachments, resealAttachment, sealedBy, storeAttachment } from '../../../../src/records/attachments/attachments.ts'
import { eraseMessage, refuseCallback, stateOfCallback, takenBefore } from '../../../../src/records/inbox/callbacks.ts'
import { openElsewhere, releaseHeld, unsweepIntents } from '../../../../src/records/intents/due-intents.ts'
import { cancelUnbegun, endIntents, giveUpIntent, hasOpenIntent, openAgain, openIntents, payloadOf, renewLease } from '../../../../src/records/intents/intents.ts'
import { hashedOtherwise, rehash } from '../../../../src/records/orders/search-hashes.ts'
import { changeOrder } from '../../../../src/records/orders/application.ts'
import { mayQuery } from '../../../../src/records/orders/query-pace.ts'
import { unsweepNotifications } from '../../../../src/records/outbox/notifications.ts'
import { leaveLane } from '../../../../src/records/outbox/lanes.ts'
import { stopEndpoint } from '../../../../src/records/outbox/endpoint.ts'
import { applyProgress } from '../../../../src/steps/progress.ts'
import type { Hub } from '../../../../src/hub.ts'
import { deliveries, notifications, roundsOf } from '../../../../src/start.ts'
import { listActs } from '../../../../src/views/acts.ts'
import { findApplication, listApplications, readApplication, searchApplications } from '../../../../src/views/applications.ts'
import { countBacklog } from '../../../../src/views/backlog.ts'
import { listCallbacks, readCallback } from '../../../../src/views/callbacks.ts'
import { listDisclosures } from '../../../../src/views/disclosures.ts'
import { listExchanges } from '../../../../src/views/exchanges.ts'
import { readOverview } from '../../../../src/views/overview.ts'
import { readTimeline } from '../../../../src/views/timeline.ts'
import { listUndeliverableOrders, readUndeliverableOrder } from '../../../../src/views/undeliverable-orders.ts'
import { readWebhookEndpoint } from '../../../../src/views/webhook-endpoint.ts'
import { listDeliveries, readDelivery } from '../../../../src/views/webhooks.ts'
import { formFor } from '../../../journeys/enterprises.ts'
import { giveUp } from '../../../kit/given-up.ts'
import { keptCallback } from '../../../kit/kept-callback.ts'
import { looked, optionalConditions, planNodes, recordPlans, standsIn, statementPlaces, type Recorded } from '../../../kit/plans.ts'
import { bench, openPortal, type Bench } from '../../../kit/webhook-bench.ts'

const APPLICATIONS = 8000

/** Rows of one table that one step of a plan may look at: what is open, a page, a batch or what a report counts. */
const FEW = 3500

const DAY = 86_400_000
const BY = { actor: 'operator', reason: '例行' }
const PORTAL: Caller = { id: 'portal', kind: 'portal', scopes: new Set() }
const VIEWS: View[] = [EVERYTHING, { client: 'portal', enterprise: null }, { client: null, enterprise: 'unicom' }]

/** Tables of which there are few rows at any time. */
const FEW_ROWS = ['src/engines/delivery/breaker.ts', 'src/engines/delivery/pace.ts', 'src/engines/delivery/token.ts']

const ROOMS = ['src/cases/', 'src/views/', 'src/engines/', 'src/steps/', 'src/records/', 'src/ground/sealing/', 'src/ground/access/']

test('nothing reads a table that grows from end to end', async t => {
  const { url } = await openPortal(t)
  const hub = await bench(t, { webhookUrl: url })
  speaks(hub)
  for (let rounds = 0; rounds < 3; rounds++) await live(hub)
  await leaveOpen(hub)
  const { pool } = hub.hub
  const connection = await pool.connect()
  const now = hub.clock.now
  await fill(connection, { upTo: APPLICATIONS, from: new Date(now.getTime() - 700 * DAY), to: now })
  const vault = await copiesVault(connection, hub.hub.vault)
  connection.release()
  await t.test('every table is filled, or said not to grow', async t => {
    const tables = (await hub.rows("select relname as name, reltuples as rows from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1"))
    for (const { name, rows } of tables) {
      if (GROWING.includes(name)) t.ok(rows >= APPLICATIONS / 25, `${name} has ${rows} rows`)
      else t.ok(CONSTANT[name], `${name} grows, or kit/fill.ts says why not`)
    }
  })

  const recorded = recordPlans(pool)
  hub.hub.vault = vault
  await live(hub)
  await look(hub)
  await keep(hub)
  hub.hub.vault = vault

  await t.test('every statement has run', async t => {
    const missed = statementPlaces(ROOMS).filter(({ path, first, last }) => !FEW_ROWS.includes(path) && ![...recorded.places].some(place => {
      const [file, line] = place.split(':')
      return file === path && Number(line) >= first && Number(line) <= last
    }))
    t.strictSame(missed.map(({ path, first }) => `${path}:${first}`), [])
  })

  await t.test('with every filter', async t => {
    const texts = [...recorded.texts]
    const missed = optionalConditions(ROOMS).filter(({ condition }) => !texts.some(text => standsIn(text, condition)))
    t.strictSame(missed.map(({ at, condition }) => `${at} ${condition}`), [])
  })

  await t.test('and looked at few rows', async t => { t.strictSame(faults(recorded), []) })

  await t.test('also where it is planned for any values', async t => {
    const scans: string[] = []
    for (const text of recorded.named) {
      const { rows: [row] } = await pool.query(`explain (generic_plan, format json) ${text}`)
      for (const node of planNodes(row!['QUERY PLAN'][0].Plan)) {
        if (node['Node Type'] === 'Seq Scan' && GROWING.includes(node['Relation Name']!)) scans.push(`${node['Relation Name']}: ${shortened(text)}`)
      }
    }
    t.strictSame(scans, [])
  })
})

function faults ({ plans }: Recorded): string[] {
  return [...new Set(plans.flatMap(({ text, plan }) => planNodes(plan).flatMap(node => {
    const table = node['Relation Name']
    if (table === undefined || !GROWING.includes(table)) return []
    if (node['Node Type'] === 'Seq Scan') return [`${table} from end to end: ${shortened(text)}`]
    return looked(node) > FEW ? [`${looked(node)} rows of ${table} by ${node['Index Name'] ?? node['Node Type']}: ${shortened(text)}`] : []
  })))]
}

function shortened (text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, 400)
}

/** The enterprise takes orders, and its callbacks are believed. */
function speaks ({ enterprise, told }: Bench): void {
  told.supplement = async () => {}
  told.withdraw = async () => ({ kind: 'done' }) as any
  enterprise.adapter.callback = {
    async accept ({ body }: { body: Buffer }) { return JSON.parse(body.toString()) },
    answer: () => ({ status: 200, headers: {}, body: '' })
  } as any
}

const status = (state: string): object => ({ ORDER_STATE: state, STATE_DATE: '20260105093000' })

/** An application on its way: taken, delivered, told of, asked about, corrected, completed; and one that is withdrawn. */
async function live (hub: Bench): Promise<void> {
  const { hub: { pool, storage, vault } } = hub
  const handler = deliver(hub.hub, hub.enterprise)
  const callback = (message: object): Promise<unknown> => receive(hub.hub, 'unicom', {
    method: 'POST', url: '/v1/callbacks/unicom', query: {}, headers: {}, body: Buffer.from(JSON.stringify({ messageId: randomUUID(), nonce: randomUUID(), ...message }))
  })
  const upload = (): Promise<{ id: string }> => storeAttachment({ pool, storage, vault, now: hub.hub.now }, 'portal', PIXEL)
  const attachment = await upload()
  await readAttachment(hub.hub, attachment.id)
  const form = { ...formFor('unicom'), attachments: [{ id: attachment.id, kind: 'idCard' as const }] }
  const key = randomUUID()
  const { jointNumber } = await submit(hub.hub, 'portal', key, form)
  await answeredBefore(hub.hub, { client: 'portal', key }, form)
  const order = async (): Promise<any> => (await hub.rows(`
    select orders.id, reference, serial from orders join applications on serial = application_serial where joint_number = $1`, [jointNumber]))[0]
  const due = async (kind: string): Promise<string> => (await hub.rows("select id from intents where order_id = $1 and kind = $2 and state = 'open'", [(await order()).id, kind]))[0]?.id
  const { reference, id: orderId } = await order()
  const intent = await due('place')

  hub.told.place = async () => { throw new Failure({ comeBack: 'askFirst', fault: 'network', code: 'timeout', message: '没有应答' } as any) }
  await handler(intent)
  await handler(intent)
  await callback({ reference, status: status('10') })
  hub.clock.pass(3_600_000)
  hub.told.inquire = async () => ({ kind: 'notFound' })
  hub.told.place = async () => ({ kind: 'acknowledged', nativeNumber: '56001', status: status('10') as any })
  await handler(intent)
  await callback({ reference, status: status('20'), messageId: `once-${reference}` })
  await callback({ reference, status: status('20'), messageId: `once-${reference}` })
  await callback({ reference: 'unheard-of', status: status('20') })
  await askInstead(hub.hub, hub.enterprise, Buffer.from(`<a>${reference}</a>`))
  await mayQuery(pool, { enterprise: 'unicom', reference }, hub.clock.now, new Date(hub.clock.now.getTime() + 60_000))
  await mayQuery(pool, { enterprise: 'unicom', reference }, hub.clock.now, hub.clock.now)
  hub.clock.pass(DAY)
  hub.told.inquire = async () => ({ kind: 'found', nativeNumber: '56001', status: status('20') as any })
  await handler(await due('watch'))
  await applied(hub, orderId, 'needsMaterial')
  const more = await upload()
  await supplement(hub.hub, () => [], PORTAL, jointNumber, { enterprise: 'unicom', changes: { basic: { phone: '13800000009' } }, attachments: [{ id: more.id, kind: 'idCard' }] } as any)
  await handler(await due('supplement'))
  for (const { id } of await hub.rows("select id from notifications where state = 'open' order by number")) await hub.ring(id)
  await applied(hub, orderId, 'completed')
  for (const { id } of await hub.rows("select id from notifications where state = 'open' and due_at < '2090-01-01' order by number")) await hub.ring(id)
  hub.clock.pass(DAY)
  await handler(await due('watch'))
  await disclose(hub.hub, PORTAL, jointNumber, { fields: ['phone'], purpose: '核对' })

  const other = await hub.submit()
  await withdraw(hub.hub, EVERYTHING, other.jointNumber, { reason: '不装了' })
}

async function applied (hub: Bench, orderId: string, state: OrderState): Promise<void> {
  await changeOrder(hub.hub, orderId, at => applyProgress(hub.hub, at, { kind: 'mapped', state }, 'callback'))
}

/** What does not end by itself: given up, parked, not understood, not taken by the portal. */
async function leaveOpen (hub: Bench): Promise<void> {
  await giveUp(hub)
  await giveUp(hub)
  const waiting = await hub.submit()
  await keptCallback(hub, { state: 'parked', ...waiting })
  await keptCallback(hub, { state: 'unknownStatus', ...waiting, status: status('98') })
  await redeliver(hub.hub, EVERYTHING, { jointNumber: waiting.jointNumber }, BY)
}

/** Everything that can be looked at, with each filter alone; the first page and the next. */
async function look (hub: Bench): Promise<void> {
  const needs = hub.hub
  const { pool } = needs
  const [one] = await hub.rows('select joint_number as number, received_at as "receivedAt" from applications where serial = 5000')
  const from = one.receivedAt.toISOString()
  const to = new Date(one.receivedAt.getTime() + DAY).toISOString()
  const { idNumber, phone, applicantName } = formFor('unicom').basic
  for (const view of VIEWS) {
    const filters = [
      {}, { status: 'processing' }, { status: 'needsMaterial' }, { status: 'completed' }, { status: 'ended' }, { service: 'network' }, { service: 'gas' },
      { enterprise: 'unicom' }, { enterprise: 'towngas' }, { receivedFrom: from }, { receivedTo: from }, { receivedFrom: from, receivedTo: to },
      { portalCaseNumber: '0001-77' }, { service: 'network', status: 'processing' }, { service: 'network', enterprise: 'unicom', receivedTo: from }
    ] as const
    for (const filter of filters) await paged(page => listApplications(needs, view, { ...filter, ...page }))
    for (const sought of [{ phone }, { idNumber }, { applicantName }, { unifiedSocialCreditCode: '91350100M000100Y43' }, { phone, applicantName }]) {
      await paged(page => searchApplications(needs, view, page, sought))
    }
    for (const filter of [{}, { state: 'open' }, { state: 'failed' }, { state: 'delivered' }, { jointNumber: one.number }, { from }, { to }, { from, to }] as const) {
      await paged(page => listDeliveries(needs, view, { ...filter, ...page }))
    }
    await findApplication(needs, view, one.number)
    await readApplication(needs, view, one.number)
    await readTimeline(needs, view, one.number)
    await paged(page => listExchanges(needs, view, one.number, { ...page }))
    await paged(page => listExchanges(needs, view, one.number, { enterprise: 'unicom', ...page }))
    const [{ id }] = await hub.rows('select id from notifications where application_serial = 5000 limit 1')
    await readDelivery(needs, view, id)
    await redeliver(needs, view, { jointNumber: one.number, sequenceFrom: 2, sequenceTo: 3 }, { ...BY, dryRun: true })
  }
  const callbacks = [
    {}, ...['received', 'refused', 'unknownReference', 'parked', 'applied', 'repeated', 'unknownStatus', 'failed'].map(state => ({ state })),
    { enterprise: 'unicom' }, { enterprise: 'towngas' }, { jointNumber: one.number }, { receivedFrom: from }, { receivedTo: from }, { receivedFrom: from, receivedTo: to }
  ] as Array<Parameters<typeof listCallbacks>[1]>
  for (const filter of callbacks) await paged(page => listCallbacks(needs, { ...filter, ...page }))
  await readCallback(needs, (await hub.rows('select max(id) as id from callbacks'))[0].id)
  const undeliverable = [
    {}, { enterprise: 'unicom' }, { task: 'place' }, { failureCode: 'timeout' }, { jointNumber: one.number }, { givenUpFrom: from }, { givenUpTo: from }
  ] as Array<Parameters<typeof listUndeliverableOrders>[1]>
  for (const filter of undeliverable) await paged(page => listUndeliverableOrders(needs, { ...filter, ...page }))
  await readUndeliverableOrder(needs, (await listUndeliverableOrders(needs, {})).orders[0]!.orderId)
  for (const filter of [{}, { action: 'erasure' }, { by: 'operator' }, { from }, { to: from }]) await paged(page => listActs(needs, { ...filter, ...page }))
  for (const filter of [{}, { jointNumber: one.number }, { actor: 'portal' }, { from }, { to: from }]) await paged(page => listDisclosures(needs, { ...filter, ...page }))
  await readOverview(needs)
  await countBacklog(needs)
  await readWebhookEndpoint(needs)
  await readKeys(pool, needs.vault)
  await checkKeys(pool, needs.vault)
  await countDue(needs, new Date(one.receivedAt.getTime() + 181 * DAY))
  await countDue(needs, new Date(one.receivedAt.getTime() + 1200 * DAY))
}

async function paged (read: (page: { limit: number, cursor?: string }) => Promise<{ nextCursor?: string }>): Promise<void> {
  const { nextCursor } = await read({ limit: 20 })
  if (nextCursor !== undefined) await read({ limit: 20, cursor: nextCursor })
}

/** What operators do, and what goes on by itself. */
async function keep (hub: Bench): Promise<void> {
  const needs = hub.hub
  const [{ number: ended }] = await hub.rows('select joint_number as number from applications where serial = 6000')
  const [{ at }] = await hub.rows('select received_at as at from applications where serial = 5000')
  const filter = { jointNumber: ended }
  await redeliver(needs, EVERYTHING, filter, BY)
  await redeliver(needs, EVERYTHING, { from: at.toISOString(), to: new Date(at.getTime() + DAY / 10).toISOString(), state: 'delivered' }, { ...BY, dryRun: true })
  await redeliver(needs, EVERYTHING, { ids: [randomUUID()] }, BY)
  const { orders: [first, second] } = await listUndeliverableOrders(needs, {})
  await redriveOrders(needs, { orderIds: [first!.orderId] }, BY)
  await settleOrder(needs, second!.orderId, { outcome: 'delivered', nativeNumber: '56009', remark: '已电话确认' }, BY)
  await redriveCallbacks(needs, { callbackIds: [(await hub.rows("select max(id) as id from callbacks where state = 'unknownReference'"))[0].id] }, BY)
  await redriveCallbacks(needs, { ...filter, receivedFrom: at.toISOString() }, BY)
  await rest(hub)
  await stopEndpoint(needs.pool, 'http-410', hub.clock.now, hub.clock.now)
  await resumeWebhooks(needs, BY)
  await erase(needs, EVERYTHING, ended, BY)
  await sweep({ ...needs, alarms: { ...needs.alarms, async insist () { throw new Error('the queue is away') } } }, roundsOf(needs)).catch(() => {})
  hub.clock.pass(4 * DAY)
  await lookForDue(needs)
  await sweep(needs, roundsOf(needs))
  await purgeDaily(needs)
  await inWork(needs, work => removeUnusedAttachments(needs.storage, work, hub.clock.now))
  await purge(needs, new Date(at.getTime() - 300 * DAY + 181 * DAY), BY)
  await change(hub)
}

/** What those that answer alarms look for. */
async function lookForDue (hub: Hub): Promise<void> {
  const notifier = notify(hub, hub.settings.portal!)
  for (const { due } of [deliveries(hub, hub.enterprises.get('unicom')!), notifications(hub, notifier)]) await due(hub.now(), [randomUUID()], 8)
  await openElsewhere(hub.pool, ['towngas'])
  await notifier.close()
}

/** What happens seldom on the way of an order. */
async function rest ({ hub, rows, clock: { now } }: Bench): Promise<void> {
  const [{ id: orderId, serial }] = await rows('select id, application_serial as serial from orders where application_serial = 5000')
  const [callback] = await rows('select id from callbacks where order_id = $1', [orderId])
  await filesOf(hub.pool, { serial, orderId })
  await releaseHeld(hub.pool, 'unicom', now, 1000)
  await unsweepIntents(hub.pool, [randomUUID()])
  await writeDown(hub, { unwritten: [{ text: 'select 1' }] })
  const unicom = hub.enterprises.get('unicom')!
  const [{ reference }] = await rows('select reference from orders where application_serial = 5000')
  const meeting: typeof unicom = { ...unicom, mapping: { ...unicom.mapping, reference: (_of, candidate) => candidate === 0 ? reference : randomUUID() } }
  await submit({ ...hub, enterprises: new Map([['unicom', meeting]]) }, 'portal', randomUUID(), formFor('unicom'))
  await unsweepNotifications(hub.pool, [randomUUID()])
  await refuseCallback(hub.pool, callback.id, 'refused', 'no')
  await takenBefore(hub.pool, 'unicom', { id: callback.id, messageId: randomUUID(), nonce: randomUUID() })
  await leaveLane(hub.pool, { serial, turn: randomUUID() })
  await inWork(hub, async work => {
    await stateOfCallback(work, callback.id)
    eraseMessage(work, callback.id)
    passAttachments(work, serial, { from: orderId, to: orderId })
    openAgain(work, { orderId, enterprise: 'unicom', at: now, now })
    const [{ id }] = (await work.query<{ id: string }>("select id from intents where order_id = $1 and state = 'open'", [orderId])).rows as [{ id: string }]
    await cancelUnbegun(work, orderId)
    await hasOpenIntent(work, orderId, 'place')
    await renewLease(work, { id, claims: 0 }, now)
    await giveUpIntent(work, { id, claims: 0 }, { askFirst: true, now })
    openIntents(hub.vault, work, [{ orderId, enterprise: 'unicom', kind: 'supplement', at: now, now, payload: {} }])
    const [{ id: supplement }] = (await work.query<{ id: string }>("select id from intents where order_id = $1 and kind = 'supplement' and payload_sealed is not null", [orderId])).rows as [{ id: string }]
    await payloadOf(hub.vault, work, supplement)
    endIntents(work, orderId, 'supplement')
    endIntents(work, orderId)
  })
}

/** The steps of a change of keys, one of each kind: all of them would seal the whole database anew. */
async function change ({ hub, rows }: Bench): Promise<void> {
  const { pool, storage, settings: { personalData } } = hub
  const { active, searchKey } = personalData
  const vault = openVault({ ...personalData, searchKey: Buffer.alloc(32, 8).toString('base64'), previousSearchKey: searchKey })
  for (const name of Object.keys(SEALED_COLUMNS) as SealedColumnName[]) {
    const [row] = await sealedRows(pool, name, active, undefined, 200)
    if (row) await sealedRows(pool, name, active, row.key, 200)
  }
  await reseal({ ...hub, vault }, 'form', (await sealedRows(pool, 'form', active, undefined, 1))[0]!)
  await sealedBy(pool, active, undefined, 200)
  await sealedBy(pool, active, randomUUID(), 200)
  const [{ id }] = await rows('select id from attachments order by id limit 1')
  await inWork(hub, work => resealAttachment({ ...storage, get: async () => PIXEL }, work, { id, from: active, to: active }))
  const [first] = await hashedOtherwise(pool, vault, 0, 200)
  await hashedOtherwise(pool, vault, 5000, 200)
  await inWork(hub, work => rehash(vault, work, first!))
  await keyUse(pool)
}
