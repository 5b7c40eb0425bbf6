/**
 * No statement of the hub costs more because more is stored. A database is filled, the hub's parts are run on it, and the plans that
 * PostgreSQL took are looked at. Which statements there are is seen in the source: one that was not run is told by its place.
 */
import { randomUUID } from 'node:crypto'
import { test } from 'tap'
import type { OrderState } from '../../../../mappings/mapping.ts'
import { CallbackRefused, Failure } from '../../../../adapters/failure.ts'
import { CONSTANT } from '../../../../kit/constant-tables.ts'
import { copiesVault, fill, GROWING } from '../../../../kit/fill.ts'
import { PIXEL } from '../../../../kit/submit.ts'
import { changeAccount, endAccount, letIn, openAccount, resetPassword, resetTelephone } from '../../../../src/cases/administer-accounts.ts'
import { lookFurther } from '../../../../src/cases/check-application.ts'
import { readFileAtDesk, readInFull } from '../../../../src/cases/read-at-desk.ts'
import { moveToDesk, returnFromDesk } from '../../../../src/cases/move-to-desk.ts'
import { readResult } from '../../../../src/cases/read-result.ts'
import { takeDeskStep } from '../../../../src/cases/take-desk-step.ts'
import { beginTelephone, changePassword, confirmTelephone, renewRecoveryCodes } from '../../../../src/cases/own-account.ts'
import { enterCode, signIn, signOut, type Step } from '../../../../src/cases/sign-in.ts'
import { comeBack, goAway } from '../../../../src/cases/sign-in-by-provider.ts'
import type { Provider } from '../../../../src/ground/access/provider.ts'
import { removeLost } from '../../../../src/records/people/departures.ts'
import { decideAppeal, markRating } from '../../../../src/cases/decide-appeal.ts'
import { decideCountyDays } from '../../../../src/cases/decide-county-days.ts'
import { disclose } from '../../../../src/cases/disclose.ts'
import { erase } from '../../../../src/cases/erase.ts'
import { newLookUp } from '../../../../src/cases/look-up.ts'
import { renewQueryCode } from '../../../../src/cases/renew-query-code.ts'
import { giveRatingLink } from '../../../../src/cases/give-rating-link.ts'
import { handOverDuty } from '../../../../src/cases/hand-over-duty.ts'
import { importCalendarYear } from '../../../../src/cases/import-calendar-year.ts'
import { leadToProvince } from '../../../../src/cases/lead-to-province.ts'
import { openRatingLink, rate } from '../../../../src/cases/rate.ts'
import { redeliver } from '../../../../src/cases/redeliver.ts'
import { redriveCallbacks } from '../../../../src/cases/redrive-callbacks.ts'
import { redriveOrders } from '../../../../src/cases/redrive-orders.ts'
import { resumeWebhooks } from '../../../../src/cases/resume-webhooks.ts'
import { search } from '../../../../src/cases/search.ts'
import { settleOrder } from '../../../../src/cases/settle-order.ts'
import { answeredBefore, submit } from '../../../../src/cases/submit.ts'
import { beginDraft, dropDraft, goOnWithDraft } from '../../../../src/cases/keep-draft.ts'
import { supplement } from '../../../../src/cases/supplement.ts'
import { withdraw } from '../../../../src/cases/withdraw.ts'
import { takeRectificationStep } from '../../../../src/cases/work-rectification.ts'
import { askInstead } from '../../../../src/engines/callbacks/ask-instead.ts'
import { catchUp } from '../../../../src/engines/callbacks/catch-up.ts'
import { receive } from '../../../../src/engines/callbacks/receive.ts'
import { deliver } from '../../../../src/engines/delivery/deliver.ts'
import { writeDown } from '../../../../src/engines/delivery/exchanges.ts'
import { newReminderSender } from '../../../../src/engines/reminders/send-reminders.ts'
import { tellOfClocks } from '../../../../src/engines/clocks/tell.ts'
import { notify } from '../../../../src/engines/portal/notify.ts'
import { countDue, purge, purgeDaily } from '../../../../src/engines/purge/purge.ts'
import { judgeTime } from '../../../../src/engines/purge/retention-clock.ts'
import { inviteToRate, removeLeftOfRatings } from '../../../../src/engines/ratings/invite.ts'
import { sweep } from '../../../../src/engines/sweep/sweep.ts'
import { correctFiling } from '../../../../src/cases/correct-filing.ts'
import { fileForOrder } from '../../../../src/cases/file-for-order.ts'
import { breakFiling, cancelFiling, followUpFiling, redriveFiling } from '../../../../src/cases/follow-filing.ts'
import { connectApprovals } from '../../../../src/connect.ts'
import { receiveFiling } from '../../../../src/engines/callbacks/receive-filing.ts'
import { deliverFilings } from '../../../../src/engines/delivery/deliver-filing.ts'
import { localTime } from '../../../../src/ground/calendar/local-time.ts'
import { remindOfVisits, settleDueVisits } from '../../../../src/engines/visits/see-to-visits.ts'
import { stepAt, totpCode } from '../../../../src/ground/access/one-time-codes.ts'
import { newSecretVerifier } from '../../../../src/ground/access/secret-verifier.ts'
import type { Caller } from '../../../../src/ground/access/caller.ts'
import { EVERYTHING, type View } from '../../../../src/ground/access/visible.ts'
import { letChange } from '../../../../src/ground/database/append-only.ts'
import { goOver } from '../../../../src/ground/aside/set-aside.ts'
import { inWork } from '../../../../src/ground/database/work.ts'
import { checkKeys, keyUse, readKeys } from '../../../../src/ground/sealing/keys.ts'
import { reseal, sealedRows } from '../../../../src/ground/sealing/reseal.ts'
import { SEALED_COLUMNS, type SealedColumnName } from '../../../../src/ground/sealing/sealed-columns.ts'
import { openVault } from '../../../../src/ground/sealing/vault.ts'
import { eraseWords } from '../../../../src/records/acts/own-words.ts'
import { filesOf, passAttachments, readAttachment, removeUnusedAttachments, resealAttachment, sealedBy, storeAttachment } from '../../../../src/records/attachments/attachments.ts'
import { refuseKept, stateOfCallback } from '../../../../src/records/inbox/callbacks.ts'
import { takenBefore } from '../../../../src/records/inbox/keep-callback.ts'
import { applicationsToTell } from '../../../../src/records/clocks/due-clocks.ts'
import { dueIntents, openElsewhere, releaseHeld, unsweepIntents } from '../../../../src/records/intents/due-intents.ts'
import { cancelUnbegun, endIntents, giveUpIntent, hasOpenIntent, openAgain, openIntents, payloadOf, renewLease } from '../../../../src/records/intents/intents.ts'
import { filingsHashedOtherwise, rehashFiling } from '../../../../src/records/filings/added-lengths.ts'
import { askFilingSooner, claimFilingIntent } from '../../../../src/records/intents/filing-intents.ts'
import { hashedOtherwise, rehash } from '../../../../src/records/orders/search-hashes.ts'
import { changeOrder } from '../../../../src/records/orders/application.ts'
import { changeAmongOthers } from '../../../../src/records/orders/change-among-others.ts'
import { mayQuery } from '../../../../src/records/orders/query-pace.ts'
import { rehashVouched, vouchedAfter } from '../../../../src/records/people/vouched-accounts.ts'
import { findSession, noteSeen, type Session } from '../../../../src/records/people/sessions.ts'
import { unsweepNotifications } from '../../../../src/records/outbox/notifications.ts'
import { leaveLane } from '../../../../src/records/outbox/lanes.ts'
import { stopEndpoint } from '../../../../src/records/outbox/endpoint.ts'
import { applyProgress } from '../../../../src/steps/progress.ts'
import type { Hub } from '../../../../src/hub.ts'
import { deliveries, notifications, roundsOf } from '../../../../src/start.ts'
import { listAccounts, readAccount } from '../../../../src/views/accounts.ts'
import { listActs } from '../../../../src/views/acts.ts'
import { findApplication, listApplications, readApplication, searchApplications } from '../../../../src/views/applications.ts'
import { countBacklog } from '../../../../src/views/backlog.ts'
import { listCallbacks, readCallback } from '../../../../src/views/callbacks.ts'
import { countClocks, listClocks, readClock } from '../../../../src/views/clocks.ts'
import { listColleagues } from '../../../../src/views/colleagues.ts'
import { listOpenApplications } from '../../../../src/views/open-applications.ts'
import { listDeskOrders } from '../../../../src/views/desk-orders.ts'
import { listDrafts, readDraft } from '../../../../src/views/drafts.ts'
import { listDisclosures } from '../../../../src/views/disclosures.ts'
import { readFigures } from '../../../../src/views/figures.ts'
import { listExchanges } from '../../../../src/views/exchanges.ts'
import { readOverview } from '../../../../src/views/overview.ts'
import { listSignIns } from '../../../../src/views/sign-ins.ts'
import { readTimeline } from '../../../../src/views/timeline.ts'
import { noteTold } from '../../../../src/records/visits/stored-visits.ts'
import { listMovedOrders } from '../../../../src/views/moved-orders.ts'
import { listUndeliverableOrders, readUndeliverableOrder } from '../../../../src/views/undeliverable-orders.ts'
import { readWebhookEndpoint } from '../../../../src/views/webhook-endpoint.ts'
import { listRatings, readRatingCounts } from '../../../../src/views/ratings.ts'
import { listRectifications, readRectification } from '../../../../src/views/rectifications.ts'
import { listFilings, readFilingDetail } from '../../../../src/views/filings.ts'
import { listVisits } from '../../../../src/views/visits.ts'
import { listDeliveries, readDelivery } from '../../../../src/views/webhooks.ts'
import { formFor } from '../../../journeys/enterprises.ts'
import { giveUp } from '../../../kit/given-up.ts'
import { settleLeftovers } from '../../../../src/engines/callbacks/settle-leftovers.ts'
import { failedCallback, keptCallback } from '../../../kit/kept-callback.ts'
import { blocks, looked, optionalConditions, planNodes, recordPlans, standsIn, statementPlaces, type Recorded } from '../../../kit/plans.ts'
import { LEAD, visitBench, workingDateAfter } from '../../../kit/visits.ts'
import { bench, openPortal, type Bench } from '../../../kit/webhook-bench.ts'

const APPLICATIONS = 8000

/** Rows of one table that one step of a plan may look at: what is open, a page, a batch or what a report counts. */
const FEW = 3500

/**
 * Blocks that one page of a list may look at, with all that is shown of its twenty rows: however many there are, an index is a few deep.
 * Some lists look for theirs among all that is open.
 */
const A_PAGE = { callbacks: 320, notifications: 320, other: 2500 }

const DAY = 86_400_000
const BY = { actor: 'operator', reason: '王小梅来电，例行处理' }
const PORTAL: Caller = { id: 'portal', owner: 'portal', kind: 'portal', scopes: new Set() }
const SPECIALIST: Caller = { id: 'person:li.qiang', owner: 'unit:联通泾县', kind: 'specialist', enterprise: 'unicom', scopes: new Set() }
const VIEWS: View[] = [EVERYTHING, { client: 'portal', enterprise: null }, { client: null, enterprise: 'unicom' }]

/** Tables of which there are few rows at any time. */
const FEW_ROWS = ['src/engines/delivery/breaker.ts', 'src/engines/delivery/pace.ts', 'src/engines/delivery/token.ts', 'src/engines/delivery/token-limit.ts']

const ROOMS = ['src/cases/', 'src/views/', 'src/engines/', 'src/steps/', 'src/records/', 'src/ground/aside/', 'src/ground/sealing/', 'src/ground/access/']

test('nothing reads a table that grows from end to end', async t => {
  const { url } = await openPortal(t)
  const hub = await bench(t, { webhookUrl: url })
  speaks(hub)
  // Nobody listens there: what is sent by mail is put off.
  hub.hub.settings.reminders.smtp = { host: '127.0.0.1', port: 1, secure: false, plain: true, from: 'lianban@example.cn', timeout: 1000 }
  hub.hub.settings.reminders.webhook = { url, secrets: hub.hub.settings.portal!.secrets, timeout: 15_000 }
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
      else t.ok(CONSTANT[name], `${name} grows, or kit/constant-tables.ts says why not`)
    }
  })

  const recorded = recordPlans(pool, hub.hub.lockPool)
  hub.hub.vault = vault
  await live(hub)
  await look(hub)
  await keep(hub)
  hub.hub.vault = vault

  await t.test('every statement has run', async t => {
    const missed = statementPlaces(ROOMS).filter(({ path, first, last, isAmong }) => !FEW_ROWS.includes(path) && !isAmong(recorded.parts) && ![...recorded.places].some(place => {
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

  await t.test('and looked at few rows', async t => {
    const indexes = await hub.rows("select indexname as name, tablename as table from pg_indexes where schemaname = 'public'")
    t.strictSame(faults(recorded, new Map(indexes.map(({ name, table }) => [name, table]))), [])
  })

  await t.test('a page of a list at few blocks', async t => {
    const pages = recorded.plans.filter(({ text }) => recorded.pages.has(text))
    t.ok(pages.length > 100, `${pages.length} pages`)
    const most = (text: string): number => A_PAGE[/^\s*select (callbacks|notifications)\./.exec(text)?.[1] as keyof typeof A_PAGE ?? 'other']
    t.strictSame([...new Set(pages.flatMap(({ text, plan }) => blocks(plan) > most(text) ? [`${blocks(plan)} blocks: ${shortened(text)}`] : []))], [])
  })

  await t.test('of events, at what they wait for, only where they are open', async t => {
    const pages = recorded.plans.filter(({ text }) => recorded.pages.has(text) && /^\s*select notifications\./.test(text) && !text.includes('(notifications.state = $'))
    const every = pages.filter(({ plan }) => planNodes(plan).some(node => node['Index Name'] === 'notifications_application_serial_sequence_key' && node['Actual Loops']! > 20))
    t.ok(pages.length > 10, `${pages.length} pages`)
    t.strictSame([...new Set(every.map(({ text }) => shortened(text)))], [])
  })

  await t.test('figures go through what was promised of orders once', async t => {
    const figures = recorded.plans.filter(({ text }) => text.includes("'promiseKept'"))
    const twice = figures.flatMap(({ plan }) => ['clocks_kept', 'clocks_missed'].filter(index => planNodes(plan).filter(node => node['Index Name'] === index).length > 1))
    t.ok(figures.length > 0)
    t.strictSame([...new Set(twice)], [])
  })

  // It takes room for all rows that a list has without its limit, which grows, before the first of them is there.
  await t.test('and makes no memo of what it joins', async t => {
    const memos = recorded.plans.filter(({ plan }) => planNodes(plan).some(node => node['Node Type'] === 'Memoize'))
    t.strictSame([...new Set(memos.map(({ text }) => shortened(text)))], [])
  })

  await t.test('what somebody is to be told is not planned again each time, however many clocks run', async t => {
    const looking = await pool.connect()
    await looking.query('begin')
    await looking.query("update clocks set next_at = '2100-01-01'")
    await looking.query('analyze clocks')
    for (let times = 0; times < 8; times++) await applicationsToTell(looking, now, 100)
    const { rows } = await looking.query("select custom_plans < 6 as once from pg_prepared_statements where name = 'clocks-to-tell-100'")
    await looking.query('rollback')
    looking.release()
    t.strictSame(rows, [{ once: true }])
  })

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

function faults ({ plans }: Recorded, tableOf: ReadonlyMap<string, string>): string[] {
  return [...new Set(plans.flatMap(({ text, plan }) => planNodes(plan).flatMap(node => {
    // What goes into a bitmap is said by the index alone.
    const table = node['Relation Name'] ?? tableOf.get(node['Index Name'] ?? '')
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
    async accept ({ body }: { body: Buffer }) {
      const { unreadable, ...told } = JSON.parse(body.toString())
      if (unreadable) throw new CallbackRefused('malformed', '/status', { genuine: true })
      return told
    },
    answer: () => ({ status: 200, headers: {}, body: '' })
  } as any
}

/** Three orders at once: the first goes alone, those behind it together. */
async function changeTogether ({ hub, rows }: Bench): Promise<void> {
  const orders = await rows(`
    select id, application_serial as "applicationSerial" from orders
    where application_serial = any(array(select serial from applications order by serial desc limit 6))`)
  const even = orders.filter(({ applicationSerial }) => applicationSerial % 2 === 0)
  await Promise.all(even.map(order => changeAmongOthers(hub, order, async () => {})))
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
  await lookFurther(hub.hub, 'portal', form)
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
  await callback({ unreadable: true, reference })
  await askInstead(hub.hub, hub.enterprise, Buffer.from(`<a>${reference}</a>`))
  await catchUp(hub.hub)
  await mayQuery(pool, { enterprise: 'unicom', reference }, hub.clock.now, new Date(hub.clock.now.getTime() + 60_000))
  await mayQuery(pool, { enterprise: 'unicom', reference }, hub.clock.now, hub.clock.now)
  // Whatever day it is today: what was promised is overdue.
  hub.clock.pass(14 * DAY)
  hub.told.inquire = async () => ({ kind: 'found', nativeNumber: '56001', status: status('20') as any })
  await handler(await due('watch'))
  await tellOfClocks(hub.hub, hub.clock.now)
  await remind(hub)
  await applied(hub, orderId, 'needsMaterial')
  const more = await upload()
  await supplement(hub.hub, () => [], PORTAL, jointNumber, { enterprise: 'unicom', changes: { basic: { phone: '13800000009' } }, attachments: [{ id: more.id, kind: 'idCard' }] } as any)
  await handler(await due('supplement'))
  for (const { id } of await hub.rows("select id from notifications where state = 'open' order by number")) await hub.ring(id)
  await applied(hub, orderId, 'completed')
  for (const { id } of await hub.rows("select id from notifications where state = 'open' and due_at < '2090-01-01' order by number")) await hub.ring(id)
  hub.clock.pass(DAY)
  await handler(await due('watch'))
  await disclose(hub.hub, PORTAL, jointNumber, { fields: ['phone', 'queryCode'], purpose: '核对' })
  const { queryCode: code } = await renewQueryCode(hub.hub, PORTAL, jointNumber, { reason: '回执遗失' })
  const lookUp = newLookUp(hub.hub)
  await lookUp({ number: jointNumber, code }, '203.0.113.7')
  await lookUp({ number: '999999999', code }, '203.0.113.7').catch(() => {})

  await rated(hub, jointNumber)
  await workAtDesk(hub)
  await visit(hub)

  await people(hub)
  await providedFor(hub)
  const other = await hub.submit()
  await withdraw(hub.hub, EVERYTHING, other.jointNumber, { reason: '不装了' })
  // What visits, ratings and the end tell: to the portal, which takes it.
  for (const { id } of await hub.rows("select id from notifications where state = 'open' and due_at < '2090-01-01' order by number")) await hub.ring(id)
}

/** The order is rated badly, which is put right, and the whole well; on the page of the province, too. */
async function rated ({ hub, clock, rows }: Bench, jointNumber: string): Promise<void> {
  const [{ reference }] = await rows('select reference from orders join applications on serial = application_serial where joint_number = $1', [jointNumber])
  const link = async (order?: string): Promise<string> => (await giveRatingLink(hub, PORTAL, { jointNumber, key: randomUUID(), request: { channel: 'sms', ...order && { order } } })).url.slice(-43)
  const from = { network: '192.0.2.1', unit: '县政务服务中心' }
  const bad = { level: 'dissatisfied', reasons: ['209'], text: '等了九天', phone: '0009' }
  const [own, whole] = [await link(reference), await link()]
  await openRatingLink(hub, own)
  await rate(hub, own, { ...bad, phone: '9999' }, from)
  for (const level of [{}, { level: '', reasons: [] }]) await rate(hub, own, { ...bad, ...level }, from)
  await rate(hub, whole, { ...bad, level: 'satisfied', reasons: [] }, from)
  const [{ id }] = await rows('select ratings.id from ratings join applications on serial = application_serial where joint_number = $1 order by number', [jointNumber])
  let version = 1
  const step = async (request: object): Promise<void> => {
    ({ version } = await takeRectificationStep(hub, SPECIALIST, { id, key: randomUUID(), request: { ...request, version } as any }))
  }
  await step({ step: 'callBack', isReached: true, remark: '已致歉' })
  await step({ step: 'appeal', ground: 'misrated', reason: '不实' });
  ({ version } = await decideAppeal(hub, 'operator', id, { decision: 'rejected', version, reason: '属实' }))
  await step({ step: 'close', result: '已办', isSatisfied: true })
  await markRating(hub, 'operator', id, { mark: 'misrated', version: 2, reason: '误点' })
  const { ratings, ...settings } = hub.settings
  const elsewhere = { ...hub, settings: { ...settings, ratings: { ...ratings, province: { url: 'https://pj.example.gov.cn', parameter: 'param', linkLife: 600_000 } } } }
  const { url } = await giveRatingLink(elsewhere, PORTAL, { jointNumber, key: randomUUID(), request: { channel: 'sms' } })
  await leadToProvince(elsewhere, url.slice(-43))
  await inviteToRate(hub, clock.now)
  await removeLeftOfRatings(hub, clock.now)
}

/** Of a bad rating that nobody has seen to. */
async function eraseComplaint (hub: Bench): Promise<void> {
  const { jointNumber } = await hub.submit()
  const [{ id }] = await hub.rows('select orders.id from orders join applications on serial = application_serial where joint_number = $1', [jointNumber])
  await applied(hub, id, 'completed')
  const { url } = await giveRatingLink(hub.hub, PORTAL, { jointNumber, key: randomUUID(), request: { channel: 'sms' } })
  const phone = formFor('unicom').basic.phone.slice(-4)
  await rate(hub.hub, url.slice(-43), { level: 'dissatisfied', reasons: ['209'], text: '', phone }, { network: '192.0.2.1' })
  await erase(hub.hub, EVERYTHING, jointNumber, BY)
}

const FILER: Caller = { id: 'unicom', owner: 'unicom', kind: 'enterprise', enterprise: 'unicom', scopes: new Set() }
const LINE = { items: ['planning' as const], lengthMetres: 1, crossing: false, greenArea: 0, route: '路南侧', startDate: '2099-01-07', endDate: '2099-01-09', commitment: true }

/** Filings of one order: asked about, corrected and taken back; passed, followed up and found broken; given up. */
async function filings (hub: Bench, jointNumber: string): Promise<void> {
  const { hub: needs } = hub
  const [{ orderId, reference }] = await hub.rows('select orders.id as "orderId", reference from orders join applications on serial = application_serial where joint_number = $1', [jointNumber])
  await hub.hub.pool.query("update orders set delivery = 'acknowledged' where id = $1", [orderId])
  const real = connectApprovals(needs.settings, needs, needs.now)!
  let submit = async (): Promise<any> => ({ kind: 'submitted', nativeNumber: 'F', departments: [] })
  const adapter: any = {
    ...real.adapter, submit: () => submit(), cancel: async () => ({ kind: 'notFound' }), inquire: async () => ({ kind: 'notFound' }), upload: async () => 'F1'
  }
  const builders = { unicom: { name: '通信', unifiedSocialCreditCode: '91350100M000100Y43', contact: { name: '王', phone: '13800000008' } } }
  const approvals = needs.approvals = { ...real, settings: { ...real.settings, builders }, adapter }
  const ring = async (): Promise<void> => {
    const due = await dueIntents(needs.pool, approvals.slug, { now: needs.now(), known: [], most: 20 })
    for (const { id } of due) await deliverFilings(needs, approvals)(id)
  }
  const versionOf = async (id: string): Promise<number> => (await hub.rows('select version from filings where id = $1', [id]))[0].version
  const say = (flowno: string, blzt: string): Promise<unknown> => receiveFiling(needs, {
    method: 'POST',
    url: '/v1/callbacks/county-approvals',
    query: {},
    headers: {},
    body: Buffer.from(JSON.stringify({
      token: 'approvals-callback-token', params: { flowno, itemcode: 'GH', projectno: 'P', blzt, blsj: '2026-01-05 09:00:00', blyj: '' }
    }))
  })
  const file = (request: object, key: string): Promise<{ id: string, reference: string }> =>
    fileForOrder(needs, FILER, { reference, key: `${key}-${reference}`, request: { ...LINE, ...request } })
  const plan = await storeAttachment(needs, FILER.owner, PIXEL)
  const one = await file({ lengthMetres: 900, materials: [{ id: plan.id, kind: 'routeDrawing' }] }, 'filing-one')
  await ring()
  await say(one.reference, '6')
  await correctFiling(needs, FILER, one.id, { version: await versionOf(one.id), filing: { ...LINE, lengthMetres: 800, materials: [{ id: plan.id, kind: 'routeDrawing' }] } })
  await ring()
  await cancelFiling(needs, FILER, one.id, { version: await versionOf(one.id), reason: '改线' })
  await ring()
  const two = await file({}, 'filing-two')
  await ring()
  hub.clock.pass(DAY)
  await ring()
  await ring()
  await say(two.reference, '11')
  await followUpFiling(needs, BY_HAND, two.id, { version: await versionOf(two.id), finishedOn: localTime(hub.clock.now).slice(0, 10) })
  await breakFiling(needs, BY_HAND, two.id, { version: await versionOf(two.id), reason: '塌陷' })
  submit = async () => { throw new Failure({ comeBack: 'never', fault: 'enterprise', code: '0', message: '不受' }) }
  const three = await file({}, 'filing-three')
  await ring()
  await redriveFiling(needs, BY_HAND, three.id, { reason: '再送' })
  await ring()
  await cancelFiling(needs, FILER, three.id, { version: await versionOf(three.id), reason: '不办' })
  await ring()
  await applied(hub, orderId, 'submitted')
  if ((await hub.rows("select from filings join applications on serial = application_serial where joint_number = $1 and state in ('pending', 'open')", [jointNumber])).length > 0) throw new Error('a filing is open')
}

const BY_HAND: Caller = { id: 'operator', owner: 'operator', kind: 'operator', scopes: new Set() }

/** Three visits of one application: cancelled, missed, done; what is told of them is sent. */
async function visit (hub: Bench): Promise<void> {
  const { hub: needs, clock, enterprise, told } = hub
  const { jointNumber, orderId } = await hub.submit()
  Object.assign(enterprise, { mapping: { ...enterprise.mapping, appointment: () => ({}) } })
  told.appoint = async () => {}
  await hub.rows("update orders set delivery = 'acknowledged' where id = $1", [orderId])
  const bench = visitBench(needs, jointNumber)
  const [one, two, three] = [1, 2, 3].map(days => workingDateAfter(clock.now, days)) as [string, string, string]
  await bench.propose(one)
  await bench.told('unicom', { state: 'surveyBooked', bookedFor: `${two}T09:00:00+08:00` })
  await bench.ask('cancelVisit', LEAD, { version: (await bench.read()).version, reason: '改期' })
  await bench.propose(two)
  await bench.ask('reportVisit', SPECIALIST, { proposal: 2, outcome: 'feasible' }).catch(() => {})
  await bench.answer('unicom', 'declined')
  await bench.propose(two)
  clock.now = new Date(`${two}T08:00:00+08:00`)
  await bench.ask('markNoShow', LEAD, { proposal: 3, party: 'applicant', reason: '无人' }).catch(() => {})
  await bench.propose(three)
  clock.now = new Date(`${three}T07:00:00+08:00`)
  await settleDueVisits(needs, clock.now)
  const [appointment] = await hub.rows("select id from intents where kind = 'appoint' and state = 'open'")
  await deliver(needs, enterprise)(appointment.id)
  await remindOfVisits(needs, clock.now)
  await inWork(needs, async work => { noteTold(work, { id: randomUUID(), remindAt: null, dayOffTold: null }) })
  await remind(hub)
  clock.now = new Date(`${three}T08:00:00+08:00`)
  const photo = await storeAttachment(needs, SPECIALIST.owner, PIXEL)
  await bench.ask('reportVisit', SPECIALIST, { proposal: 4, outcome: 'feasible', attachments: [{ id: photo.id, kind: 'photo' }] })
  await filings(hub, jointNumber)
  await bench.told('unicom', { state: 'completed' })
}

/** Orders that their enterprise works by hand: one taken while another had seen it before, corrected and completed; one given back. */
async function workAtDesk (hub: Bench): Promise<void> {
  const { hub: needs } = hub
  const attachment = await storeAttachment(needs, 'portal', PIXEL)
  const atDesk = { ...needs, enterprises: new Map([['unicom', { ...hub.enterprise, atDesk: true }]]) }
  const { jointNumber, orders: [order] } = await submit(atDesk, 'portal', randomUUID(), { ...formFor('unicom'), attachments: [{ id: attachment.id, kind: 'idCard' as const }] })
  const { reference } = order!
  const specialist = (reference: string): (request: object) => Promise<void> => {
    let version = 0
    return async request => {
      version = (await takeDeskStep(needs, SPECIALIST, { reference, key: randomUUID(), request: { version, ...request } as any })).version
    }
  }
  const take = specialist(reference)
  await take({ step: 'take' })
  await take({ step: 'accepted', version: 0 }).catch(() => {})
  await take({ step: 'needsMaterial', material: '照片', reason: '不清' })
  await supplement(needs, () => [], PORTAL, jointNumber, { enterprise: 'unicom', changes: { basic: { phone: '13800000009' } } } as any)
  await readInFull(needs, SPECIALIST, reference)
  await readFileAtDesk(needs, SPECIALIST, reference, attachment.id)
  await take({ step: 'supplementSeen', version: 3 })
  const result = await storeAttachment(needs, SPECIALIST.owner, PIXEL)
  await take({ step: 'completed', attachments: [{ id: result.id, kind: 'photo' }] })
  await readResult(needs, SPECIALIST, jointNumber, result.id)
  await submit(atDesk, 'portal', randomUUID(), formFor('unicom'), { draft: { personId: randomUUID(), id: randomUUID(), version: 1 } }).catch(() => {})
  const other = await submit(atDesk, 'portal', randomUUID(), formFor('unicom'))
  const giveBack = specialist(other.orders[0]!.reference)
  await giveBack({ step: 'take' })
  await withdraw(needs, EVERYTHING, other.jointNumber, { reason: '不装了' })
  await giveBack({ step: 'withdrawalGranted', version: 2 })
  for (const { id } of await hub.rows("select id from notifications where state = 'open' and due_at < '2090-01-01' order by number")) await hub.ring(id)
}

async function applied (hub: Bench, orderId: string, state: OrderState): Promise<void> {
  await changeTogether(hub)
  await changeOrder(hub.hub, orderId, at => applyProgress(hub.hub, at, { kind: 'mapped', state }, 'callback'))
}

/** What does not end by itself: given up, parked, not understood, not taken by the portal. */
async function leaveOpen (hub: Bench): Promise<void> {
  await giveUp(hub)
  await giveUp(hub)
  const waiting = await hub.submit()
  await visitBench(hub.hub, waiting.jointNumber).propose(workingDateAfter(hub.clock.now, 5))
  await keptCallback(hub, { state: 'parked', ...waiting })
  await keptCallback(hub, { state: 'unknownStatus', ...waiting, status: status('98') })
  await redeliver(hub.hub, EVERYTHING, { jointNumber: waiting.jointNumber }, BY)
  hub.clock.pass(2 * DAY)
  await tellOfClocks(hub.hub, hub.clock.now)
  await remind(hub)
}

async function remind (hub: Bench): Promise<void> {
  const sender = newReminderSender(hub.hub)
  await sender.sendDue()
  await sender.close()
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
      { portalCaseNumber: '0001-77' }, { number: one.number }, { service: 'network', status: 'processing' }, { service: 'network', enterprise: 'unicom', receivedTo: from }
    ] as const
    for (const filter of filters) await paged(page => listApplications(needs, view, { ...filter, ...page }))
    for (const sought of [{ phone }, { idNumber }, { applicantName }, { unifiedSocialCreditCode: '91350100M000100Y43' }, { phone, applicantName }, { number: one.number }, { number: '0001-77' }, { number: one.number, idNumber }]) {
      await paged(page => searchApplications(needs, view, page, sought))
      await paged(page => search(needs, PORTAL, page, { idNumber, purpose: '核实来电' }))
    }
    for (const filter of [{}, { state: 'open' }, { state: 'failed' }, { state: 'delivered' }, { jointNumber: one.number }, { from }, { to }, { from, to }] as const) {
      await paged(page => listDeliveries(needs, view, { ...filter, ...page }))
    }
    for (const filter of [{}, { accountable: 'li.na' }]) await paged(page => listOpenApplications(needs, view, { ...filter, ...page }))
    await listOpenApplications(needs, view, { cursor: Buffer.from('9000').toString('base64url') })
    await findApplication(needs, view, one.number)
    await readApplication(needs, view, one.number)
    await readTimeline(needs, view, one.number)
    for (const filter of [{}, { enterprise: 'unicom' }, { kind: 'callback' }, { enterprise: 'unicom', kind: 'place' }] as const) {
      await paged(page => listExchanges(needs, view, one.number, { ...filter, ...page }))
    }
    const [{ id }] = await hub.rows('select id from notifications where application_serial = 5000 limit 1')
    await readDelivery(needs, view, id)
    await redeliver(needs, view, { jointNumber: one.number, sequenceFrom: 2, sequenceTo: 3 }, { ...BY, dryRun: true })
  }
  const callbacks = [
    {}, ...['refused', 'unknownReference', 'parked', 'applied', 'repeated', 'unknownStatus', 'failed'].map(state => ({ state })),
    { enterprise: 'unicom' }, { enterprise: 'towngas' }, { jointNumber: one.number }, { receivedFrom: from }, { receivedTo: from }, { receivedFrom: from, receivedTo: to }
  ] as Array<Parameters<typeof listCallbacks>[1]>
  for (const filter of callbacks) await paged(page => listCallbacks(needs, { ...filter, ...page }))
  await readCallback(needs, (await hub.rows('select max(id) as id from callbacks'))[0].id)
  const atDesk = [
    {}, ...['take', 'answerWithdrawal', 'checkSupplement', 'proceed', 'awaitApplicant'].map(task => ({ task })), { state: 'accepted' }, { jointNumber: one.number },
    { dueFrom: from, dueTo: to }
  ] as Array<Parameters<typeof listDeskOrders>[2]>
  for (const view of VIEWS) for (const filter of atDesk) await paged(page => listDeskOrders(needs, view, { ...filter, ...page }))
  const undeliverable = [
    {}, { enterprise: 'unicom' }, { task: 'place' }, { failureCode: 'timeout' }, { jointNumber: one.number }, { givenUpFrom: from }, { givenUpTo: from }
  ] as Array<Parameters<typeof listUndeliverableOrders>[1]>
  for (const filter of undeliverable) await paged(page => listUndeliverableOrders(needs, { ...filter, ...page }))
  for (const filter of [{}, { enterprise: 'unicom' }, { jointNumber: one.number }, { enterprise: 'unicom', jointNumber: one.number }]) await paged(page => listMovedOrders(needs, { ...filter, ...page }))
  await readUndeliverableOrder(needs, (await listUndeliverableOrders(needs, {})).orders[0]!.orderId)
  const clocks = [
    {}, ...['late', 'paused', 'warned', 'running', 'ended'].map(state => ({ state })), { promise: 'connect' }, { service: 'network' }, { enterprise: 'unicom' },
    ...['enterprise', 'applicant', 'department', 'operator'].map(actor => ({ actor })), { dueFrom: from, dueTo: to }, { enterprise: 'unicom', state: 'late' }
  ] as Array<Parameters<typeof listClocks>[2]>
  for (const view of VIEWS) for (const filter of clocks) await paged(page => listClocks(needs, view, { ...filter, ...page }))
  for (const view of VIEWS) for (const filter of [{}, { service: 'network' }, { enterprise: 'unicom' }] as const) await countClocks(needs, view, filter)
  await readClock(needs, EVERYTHING, (await hub.rows('select id from clocks where application_serial = 5000'))[0].id)
  const month = from.slice(0, 7)
  for (const view of VIEWS) for (const filter of [{}, { enterprise: 'unicom' }, { service: 'network' }, { kind: 'new' }] as const) await readFigures(needs, view, { month, ...filter })
  const [{ day }] = await hub.rows("select to_char(slot_from, 'YYYY-MM-DD') as day from visits order by slot_from desc, number desc offset 200 limit 1")
  const visits = [{}, ...['proposed', 'done', 'cancelled'].map(state => ({ state })), { from: day }, { to: day }, { from: day, to: day }, { enterprise: 'unicom' }, { enterprise: 'towngas', from: day }] as Array<Parameters<typeof listVisits>[2]>
  for (const view of VIEWS) for (const filter of visits) await paged(page => listVisits(needs, view, { ...filter, ...page }))
  const [{ reference: ordered }] = await hub.rows('select orders.reference from orders join filings on order_id = orders.id where orders.application_serial >= 5000 order by orders.application_serial limit 1')
  const filings = [{}, { mode: 'notice' }, { state: 'cancelled' }, { jointNumber: one.number }, { orderReference: ordered }, { enterprise: 'unicom' }, { enterprise: 'towngas' }, { task: 'correct' }, { task: 'followUp' }, { task: 'redrive' }] as Array<Parameters<typeof listFilings>[2]>
  for (const view of VIEWS) for (const filter of filings) await paged(page => listFilings(needs, view, { ...filter, ...page }))
  await readFilingDetail(needs, EVERYTHING, (await hub.rows('select id from filings where application_serial >= 5000 order by application_serial limit 1'))[0].id)
  const [{ id: ratingId }] = await hub.rows('select rating_id as id from rectifications where application_serial >= 5000 order by application_serial limit 1')
  await readRectification(needs, EVERYTHING, ratingId)
  for (const filter of [{}, { level: 'dissatisfied' }, { enterprise: 'unicom' }, { flagged: true }] as const) await paged(page => listRatings(needs, { ...filter, ...page }))
  for (const view of VIEWS) {
    await readRatingCounts(needs, view, { from: from.slice(0, 10), to: from.slice(0, 10) })
    for (const filter of [{}, { state: 'closed' }, { appealed: true }, { enterprise: 'unicom' }] as const) await paged(page => listRectifications(needs, view, { ...filter, ...page }))
  }
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
  const { orders: [first, second, third] } = await listUndeliverableOrders(needs, {})
  await redriveOrders(needs, { orderIds: [first!.orderId] }, BY)
  await settleOrder(needs, second!.orderId, { task: second!.task, outcome: 'delivered', nativeNumber: '56009', remark: '已电话确认' }, BY)
  hub.told.inquire = async () => ({ kind: 'notFound' })
  await moveToDesk(needs, third!.orderId, BY)
  await returnFromDesk(needs, third!.orderId, BY)
  await redriveCallbacks(needs, { callbackIds: [(await hub.rows("select max(id) as id from callbacks where state = 'unknownReference'"))[0].id] }, BY)
  await redriveCallbacks(needs, { ...filter, receivedFrom: at.toISOString() }, BY)
  await rest(hub)
  await importCalendarYear(needs, { year: 2027, days: [{ name: '元旦', date: '2027-01-01', isOffDay: true }] }, BY)
  for (const takenBack of [false, true]) await decideCountyDays(needs, { dates: ['2026-12-03'], isOffDay: true, takenBack }, BY)
  await stopEndpoint(needs.pool, 'http-410', hub.clock.now, hub.clock.now)
  await resumeWebhooks(needs, BY)
  const [{ number: disclosed }] = await hub.rows("select joint_number as number from disclosures where purpose = '核对' order by id desc limit 1")
  for (const number of [ended, disclosed]) {
    await inWork(needs, async work => {
      letChange(work)
      await eraseWords(work, { identity: ['例行', '核对'], words: [] }, number)
    })
  }
  await erase(needs, EVERYTHING, ended, BY)
  await eraseComplaint(hub)
  await sweep({ ...needs, alarms: { ...needs.alarms, async insist () { throw new Error('the queue is away') } } }, roundsOf(needs)).catch(() => {})
  // Named by nobody.
  await storeAttachment(needs, 'portal', PIXEL)
  await hub.submit()
  hub.clock.pass(4 * DAY)
  await tellOfClocks(needs, hub.clock.now)
  await remind(hub)
  await lookForDue(needs)
  await sweep(needs, roundsOf(needs))
  await purgeDaily(needs, needs.now())
  await judgeTime(needs, needs.pool)
  await inWork(needs, work => removeUnusedAttachments(needs.storage, work, hub.clock.now, 1000))
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

/** Somebody whom a provider vouches for: opened, renewed with other rights, refused, and one who did not come back. */
async function providedFor ({ hub, clock }: Bench): Promise<void> {
  const subject = randomUUID()
  let role = 'clerk'
  const settings = { rolesFrom: 'roles', nameFrom: 'name', loginFrom: 'login', label: 'SSO', timeout: 1000, roles: ROLES.map(role => ({ value: role, role, unit: role })) }
  const provider: Provider = {
    way: 'oidc',
    settings,
    begin: async () => new URL('https://idp.example.cn'),
    identify: async () => ({ issuer: 'https://idp.example.cn', subject, claims: { roles: role, name: role } })
  }
  const needs = { ...hub, terms: hub.settings.access.people! }
  const from = { address: '10.1.2.3', network: '10.1.2.3' }
  const arrive = async (): Promise<unknown> => {
    const { secret } = await goAway(needs, provider, '/console/')
    return await comeBack(needs, provider, { query: new URLSearchParams(), secret, browser: 'A'.repeat(43), from })
  }
  for (role of ['clerk', 'clerk', 'supervisor']) await arrive()
  role = 'none'
  await arrive().catch(() => {})
  await goAway(needs, provider, '/console/')
  clock.pass(601_000)
  await removeLost(hub.pool, clock.now)
}

const ROLES = ['clerk', 'supervisor'] as const

/** An account from its opening to its end, and what its person does. */
async function people ({ hub, clock }: Bench): Promise<void> {
  const login = `a${randomUUID().slice(0, 8)}`
  const from = { address: '10.1.2.3', network: '10.1.2.3' }
  const own = { ...hub, terms: hub.settings.access.people!, passwords: newSecretVerifier({ hashes: 1 }) }
  const sessionOf = async ({ begun: { id } }: Step): Promise<Session> => (await findSession(hub.pool, id, clock.now))!
  const { password: given } = await openAccount(hub, { login, name: '王丽', unit: '县政务服务中心', roles: ['clerk'] }, BY)
  await signIn(own, { login, password: 'wrong' }, from, undefined).catch(() => {})
  const begun = await signIn(own, { login, password: given }, from, 'A'.repeat(43))
  const { secret } = await beginTelephone(own, await sessionOf(begun), undefined, from)
  const bound = await confirmTelephone(own, await sessionOf(begun), codeOf(secret, clock.now), from)
  const done = await changePassword(own, await sessionOf(bound), { current: given, password: 'mV9$wq-tb2Kx' }, from)
  clock.pass(120_000)
  await noteSeen(hub.pool, await sessionOf(done), own.terms, clock.now)
  await enterCode(own, await sessionOf(await signIn(own, { login, password: 'mV9$wq-tb2Kx' }, from, undefined)), codeOf(secret, clock.now), from)
  const [first, second, third] = bound.recoveryCodes as [string, string, string]
  await beginTelephone(own, await sessionOf(done), first, from)
  await renewRecoveryCodes(own, await sessionOf(done), second, from)
  await draft(hub, (await sessionOf(done)).personId)
  const clerk: Caller = { id: `person:${login}`, owner: 'unit:县政务服务中心', kind: 'clerk', scopes: new Set() }
  await listColleagues(hub, clerk)
  const [{ number }] = (await hub.pool.query("select joint_number as number from applications where client_id = 'portal' order by serial limit 1")).rows as [{ number: string }]
  await hub.pool.query("update applications set client_id = 'unit:县政务服务中心' where joint_number = $1", [number])
  await handOverDuty(hub, clerk, number, { login, reason: '休假' })
  await hub.pool.query("update applications set client_id = 'portal' where joint_number = $1", [number])
  await signOut(own, await sessionOf(done), from)
  await enterCode(own, await sessionOf(await signIn(own, { login, password: 'mV9$wq-tb2Kx' }, from, undefined)), third, from).catch(() => {})
  await changeAccount(hub, login, { phone: '13900001111' }, BY)
  await letIn(hub, login, BY)
  await resetPassword(hub, login, BY)
  await resetTelephone(hub, login, BY)
  for (const filter of [{}, { state: 'active' }, { role: 'clerk' }, { unit: '县政务服务中心' }] as const) await paged(page => listAccounts(hub, { ...filter, ...page }))
  await readAccount(hub, login)
  const [at, to] = [new Date(clock.now.getTime() - 300 * DAY), clock.now].map(time => time.toISOString()) as [string, string]
  for (const filter of [{}, { login }, { outcome: 'held' }, { from: at }, { from: at, to }] as const) await paged(page => listSignIns(hub, { ...filter, ...page }))
  await endAccount(hub, login, BY)
}

async function draft (hub: Hub, personId: string): Promise<void> {
  const { id } = await beginDraft(hub, personId, {})
  await goOnWithDraft(hub, { personId, id }, { form: {}, version: 1 })
  await goOnWithDraft(hub, { personId, id }, { form: {}, version: 1 }).catch(() => {})
  await listDrafts(hub, personId)
  await readDraft(hub, { personId, id })
  await dropDraft(hub, { personId, id }).catch(() => {})
}

function codeOf (secret: string, now: Date): string {
  const bits = [...secret].map(letter => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return totpCode(Buffer.from(bits.match(/.{8}/g)!.map(byte => parseInt(byte, 2))), stepAt(now))
}

/** What happens seldom on the way of an order. */
async function rest ({ hub, rows, clock: { now } }: Bench): Promise<void> {
  // One that its enterprise has told of.
  const [{ id: orderId, serial, reference }] = await rows(`
    select id, application_serial as serial, reference from orders
    where application_serial >= 5000 and exists (select from callbacks where order_id = orders.id and callbacks.enterprise = 'unicom')
    order by application_serial limit 1`)
  const [callback] = await rows('select id from callbacks where order_id = $1', [orderId])
  await filesOf(hub.pool, { serial, orderId })
  await releaseHeld(hub.pool, 'unicom', now, 1000)
  await unsweepIntents(hub.pool, [randomUUID()])
  await askFilingSooner(hub.pool, ['JXLB000001-SP1'], now, now)
  await claimFilingIntent(hub.pool, randomUUID(), now, now)
  await writeDown(hub, { unwritten: [{ text: 'select 1' }] })
  const unicom = hub.enterprises.get('unicom')!
  const meeting: typeof unicom = { ...unicom, mapping: { ...unicom.mapping, reference: (_of, candidate) => candidate === 0 ? reference : randomUUID() } }
  await submit({ ...hub, enterprises: new Map([['unicom', meeting]]) }, 'portal', randomUUID(), formFor('unicom'))
  await unsweepNotifications(hub.pool, [randomUUID()])
  await refuseKept(hub.pool, callback.id, 'no')
  await hub.refusals.note({ enterprise: 'unicom', receivedAt: now, reason: 'signature', request: { url: '/', body: Buffer.from('{}') } })
  await hub.refusals.write()
  await failedCallback(hub, new Date(now.getTime() - DAY), { reference })
  await settleLeftovers(hub)
  const over = { chore: 'erasure', now, keyOf: String } as const
  await goOver(hub, hub.pool, ['5000'], { ...over, act: async () => { throw new Error('a key that is lost') } })
  await goOver(hub, hub.pool, ['5000'], { ...over, act: async () => true })
  await takenBefore(hub.pool, hub.vault, 'unicom', { id: callback.id, messageId: randomUUID() })
  await leaveLane(hub.pool, { serial, turn: randomUUID() })
  await inWork(hub, async work => {
    await stateOfCallback(work, callback.id)
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
  const [filing] = await filingsHashedOtherwise(pool, vault, undefined, 10)
  await filingsHashedOtherwise(pool, vault, filing, 10)
  const [{ id: sample }] = await rows('select id from filings where content_sealed is not null order by application_serial limit 1')
  await inWork(hub, work => rehashFiling(vault, work, sample))
  const [vouched] = await vouchedAfter(pool, undefined, 200)
  await vouchedAfter(pool, vouched!.id, 200)
  await rehashVouched(vault, pool, vouched!)
  await keyUse(pool)
}
