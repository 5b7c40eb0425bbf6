/** Keys that change under a hub with data in it. */
import { randomUUID } from 'node:crypto'
import { test } from 'tap'
import { openAccount } from '../../../src/cases/administer-accounts.ts'
import { inWork } from '../../../src/ground/database/work.ts'
import { lockVouched, openVouched } from '../../../src/records/people/vouched-accounts.ts'
import { readAccount } from '../../../src/views/accounts.ts'
import { EVERYTHING } from '../../../src/ground/access/visible.ts'
import { listExchanges } from '../../../src/views/exchanges.ts'
import { joinStatements } from '../../../src/ground/database/join-statements.ts'
import { nextExchange, storeExchange } from '../../../src/records/trail/exchanges.ts'
import { storeAttachment } from '../../../src/records/attachments/attachments.ts'
import { keepRefused } from '../../../src/records/inbox/refused-callbacks.ts'
import { beginDraft } from '../../../src/cases/keep-draft.ts'
import { readApplication, searchApplications } from '../../../src/views/applications.ts'
import { openStorage } from '../../../src/records/attachments/storage.ts'
import { readTimeline } from '../../../src/views/timeline.ts'
import { changeOrder } from '../../../src/records/orders/application.ts'
import { requestWithdrawal, transit } from '../../../src/records/orders/change-order.ts'
import { openIntents } from '../../../src/records/intents/intents.ts'
import type { Hub } from '../../../src/hub.ts'
import { checkKeys, keyUse } from '../../../src/ground/sealing/keys.ts'
import { sharedToken } from '../../../src/engines/delivery/token.ts'
import { rotateKeys } from '../../../src/cases/rotate-keys.ts'
import { SEALED_COLUMNS } from '../../../src/ground/sealing/sealed-columns.ts'
import type { PersonalDataSettings } from '../../../src/ground/sealing/settings.ts'
import { openVault, type Vault } from '../../../src/ground/sealing/vault.ts'
import { beginAttempt } from '../../kit/attempts.ts'
import { bareHub, NINE, type BareHub, type SubmittedOrder } from '../../kit/bare-hub.ts'
import { failedCallback, verified } from '../../kit/kept-callback.ts'
import { addedLengths, hashAddress } from '../../../src/records/filings/added-lengths.ts'
import { filingAtHand, giveReason, moveItem, storeFiling, wantBack } from '../../../src/records/filings/change-filing.ts'
import type { Filing } from '../../../src/records/filings/filing.ts'
import { correctOrder } from '../../kit/correct-order.ts'
import { formFor } from '../../journeys/enterprises.ts'

const PNG = Buffer.from('89504e470d0a1a0a0000000d4948445200000001', 'hex')
const KEYS: PersonalDataSettings['keys'] = [
  { id: 'sandbox-1', algorithm: 'aes-256-gcm', key: 'bGlhbmJhbi1zYW5kYm94LXBlcnNvbmFsLWRhdGEtMSE=' },
  { id: '2027', algorithm: 'sm4', key: Buffer.alloc(16, 1).toString('base64') },
  { id: '2028', algorithm: 'aes-256-gcm', key: Buffer.alloc(32, 2).toString('base64') }
]
const [SEARCH_KEY, NEXT_SEARCH_KEY] = ['bGlhbmJhbi1zYW5kYm94LXNlYXJjaC1rZXktMjAyNiE=', Buffer.alloc(32, 9).toString('base64')]

/** The hub as a process started with other keys has it. */
async function restarted ({ hub }: BareHub, active: string, ids: string[], search: Partial<PersonalDataSettings> = {}): Promise<Hub> {
  const vault = openVault({ keys: KEYS.filter(({ id }) => ids.includes(id)), active, searchKey: SEARCH_KEY, ...search })
  return { ...hub, vault, storage: await openStorage(undefined, vault) }
}

const SESSION = { timeout: 15_000, now: () => NINE }

interface Filled extends SubmittedOrder { attachment: string }

/** A value in every sealed column. */
async function fill (hub: Hub, submit: BareHub['submit']): Promise<Filled> {
  const order = await submit(formFor('unicom'))
  await correctOrder(hub, order.orderId, { phone: '13900000009' })
  await changeOrder(hub, order.orderId, async at => {
    transit(hub, at, { state: 'accepted', source: 'callback', remark: '施工员李四 13700000007' })
    requestWithdrawal(hub, at, '搬家')
    openIntents(hub.vault, at.work, [{ orderId: order.orderId, enterprise: 'unicom', kind: 'supplement', at: NINE, now: NINE, payload: { corrections: {} } }])
  })
  // No order has this and a wish at once.
  await hub.pool.query('update orders set withdrawal_reason_sealed = $2 where id = $1', [order.orderId, hub.vault.seal(['withdrawalReason', order.orderId], '已施工')])
  const { request } = verified(NINE)
  await failedCallback(hub, NINE)
  await keepRefused(hub.pool, hub.vault, { enterprise: 'unicom', receivedAt: NINE, reason: 'signature', request })
  await hub.pool.query(joinStatements(storeExchange(hub, await nextExchange(hub.pool), {
    orderId: order.orderId,
    personal: { identity: [], words: [] },
    kind: 'place',
    attempt: 1,
    startedAt: NINE,
    duration: 5,
    outcome: 'acknowledged',
    messages: [{ request: { method: 'POST', url: 'http://enterprise.example/', body: '{"asked":1}' }, startedAt: NINE, duration: 5, answer: { status: 200, headers: {}, body: Buffer.from('{"answered":1}') }, secrets: [] }]
  })))
  const { id: attachment } = await storeAttachment(hub, 'portal', PNG)
  await sharedToken(hub, 'unicom', SESSION).current(async () => ({ value: 'a-session', expiresAt: new Date(NINE.getTime() + 60_000) }))
  const login = `a${randomUUID().slice(0, 8)}`
  await openAccount(hub, { login, name: '王丽', unit: '县政务服务中心', roles: ['clerk'] }, { actor: 'cli:王工', reason: '入职' })
  const { rows: [{ id }] } = await hub.pool.query('select id from people where login = $1', [login])
  await hub.pool.query('update people set totp_sealed = $2, next_totp_sealed = $3 where id = $1',
    [id, hub.vault.sealBytes(['totp', id], PNG), hub.vault.sealBytes(['nextTotp', id], PNG)])
  await beginDraft(hub, id, formFor('unicom'))
  await file(hub, order.orderId)
  await visitAndRate(hub, order.orderId)
  return { ...order, attachment }
}

/** A filing with words in everything that can hold some. */
async function file (hub: Hub, orderId: string): Promise<void> {
  const id = randomUUID()
  const item = { id: randomUUID(), item: 'planning', state: null, reached: null, since: null, nativeAt: null, projectNumber: null, remarkSealed: null } as const
  const filing: Filing = {
    id,
    orderId,
    enterprise: 'unicom',
    reference: 'JXLB000001-SP1',
    mode: 'notice',
    state: 'refused',
    decision: { row: 1, days: 1, reason: '短', files: [], version: '1', decidedBy: 1 },
    lengthMetres: 1,
    filedAt: NINE,
    contentSealed: hub.vault.seal(['filingContent', id], { address: ADDRESS }),
    nativeNumber: null,
    submittedAt: null,
    endedAt: NINE,
    failure: null,
    cancelReasonSealed: null,
    finishedOn: null,
    restoredOn: null,
    brokenAt: null,
    reasonSealed: null,
    version: 0,
    lastEvent: 0,
    items: [item]
  }
  await changeOrder(hub, orderId, async order => {
    const at = filingAtHand(order, filing, true)
    moveItem(hub, at, filing.items[0]!, { state: 'notPassed', source: 'callback', remark: '不符' })
    giveReason(hub, at, '违反承诺')
    wantBack(hub, at, '改线')
    storeFiling(hub, at, hashAddress(hub.vault, ADDRESS))
  })
}

/** A visit, a rating and what follows from it: no way of theirs leaves words in all columns at once. */
async function visitAndRate ({ pool, vault }: Hub, orderId: string): Promise<void> {
  const [visit, rating] = [randomUUID(), randomUUID()]
  const words = (place: 'visitRemark' | 'visitMissed' | 'visitWords'): Buffer => vault.seal([place, visit, orderId], '无人')
  await pool.query(`
    insert into visits (id, application_serial, client_id, state, version, proposal, slot_from, slot_to, half, hourly, proposed_by, proposed_at, closes_at, applicant, reason_sealed)
    select $1, application_serial, 'portal', 'cancelled', 0, 1, $3, $3, 'morning', false, 'lead', $3, $3, 'needsAction', $4 from orders where id = $2`,
  [visit, orderId, NINE, vault.seal(['visitReason', visit], '改期')])
  await pool.query(`
    insert into visit_answers (visit_id, order_id, enterprise, service, slot_from, answer, remark_sealed, missed_sealed)
    values ($1, $2, 'unicom', 'network', $3, 'declined', $4, $5)`, [visit, orderId, NINE, words('visitRemark'), words('visitMissed')])
  await pool.query(`
    insert into visit_results (visit_id, order_id, outcome, words_sealed, at) values ($1, $2, 'feasible', $3, $4)`, [visit, orderId, words('visitWords'), NINE])
  await pool.query(`
    insert into ratings (id, application_serial, order_id, answering_order, enterprise, service, kind, ended_at, level, options, channel, at, text_sealed, supplement_sealed)
    select $1, application_serial, id, id, enterprise, service, kind, $3, 1, '{209}', 'portal', $3, $4, $5 from orders where id = $2`,
  [rating, orderId, NINE, vault.seal(['ratingText', rating], '慢'), vault.seal(['ratingSupplement', rating], '仍慢')])
  const parts = (['rectifier', 'callBack', 'rectificationResult', 'appeal', 'appealDecision'] as const).map(place => vault.seal([place, rating], '话'))
  await pool.query(`
    insert into rectifications (
      rating_id, application_serial, answering_order, enterprise, client_id, opened_at, state, person_sealed, call_back_sealed, result_sealed, appeal_sealed, decision_sealed)
    select $1, application_serial, id, enterprise, 'portal', $3, 'closed', $4, $5, $6, $7, $8 from orders where id = $2`, [rating, orderId, NINE, ...parts])
}

const ADDRESS = '泾川镇琴溪巷97号'

/** Whether lengths at the address are still added up. */
async function added (hub: Hub): Promise<number> {
  await hub.pool.query("update filings set state = 'passed'")
  return (await inWork(hub, work => addedLengths(hub.vault, work, { serial: 0, enterprise: 'unicom', address: ADDRESS, now: NINE }))).metres
}

/** What the enterprise would be told now. */
async function phoneOf (hub: Hub, { enterprise }: BareHub, { intentId }: SubmittedOrder): Promise<string> {
  return (await beginAttempt({ hub, enterprise }, intentId)).order.view.basic.phone
}

async function uses (hub: Hub): Promise<Record<string, string[]>> {
  const holders: Record<string, string[]> = {}
  for (const { id, holder } of await keyUse(hub.pool)) (holders[id] ??= []).push(holder)
  return holders
}

const EVERYWHERE = [...Object.values(SEALED_COLUMNS).map(({ table, column }) => `${table}.${column}`), 'attachments'].sort()

test('a change of keys', async t => {
  const bare = await bareHub(t)
  const { hub, submit } = bare
  await checkKeys(hub.pool, hub.vault)
  const filled = await fill(hub, submit)
  t.strictSame(await uses(hub), { 'sandbox-1': EVERYWHERE }, 'the first key seals every column there is')

  const both = await restarted(bare, '2027', ['sandbox-1', '2027'])
  await t.test('what the key before sealed is read while another seals', async t => {
    await checkKeys(hub.pool, both.vault)
    t.match(await readApplication(both, EVERYTHING, filled.jointNumber), { applicant: { name: '王**' } })
    t.strictSame(await both.storage.get(both.pool, filled.attachment), PNG)
    t.equal(await phoneOf(both, bare, filled), '13900000009')
  })

  await t.test('everything is sealed anew, once', async t => {
    const { rows: [before] } = await hub.pool.query('select * from applications')
    const seen: number[] = []
    t.match(await rotateKeys(both, ({ resealed }) => { seen.push(resealed) }), { resealed: EVERYWHERE.length, rehashed: 2, unopened: [] })
    t.ok(seen.length > EVERYWHERE.length, 'and progress is told')
    t.strictSame(await uses(hub), { 2027: EVERYWHERE })
    t.match(await rotateKeys(both), { resealed: 0, rehashed: 0, unopened: [] }, 'again there is nothing to do')
    const { rows: [after] } = await hub.pool.query('select * from applications')
    t.strictSame({ ...after, form_sealed: undefined, query_code_sealed: undefined }, { ...before, form_sealed: undefined, query_code_sealed: undefined }, 'nothing else changes')
  })

  const later = await restarted(bare, '2027', ['2027'])
  await t.test('then the old key is not needed any more', async t => {
    await checkKeys(hub.pool, later.vault)
    t.match(await readApplication(later, EVERYTHING, filled.jointNumber), { applicant: { name: '王**' }, orders: [{ remark: '施工员李四 13700000007' }] })
    t.match((await readTimeline(later, EVERYTHING, filled.jointNumber)).entries.at(-1)!.text, '施工员李四 13700000007')
    t.match(await listExchanges(later, EVERYTHING, filled.jointNumber, {}), { exchanges: [{ messages: [{ request: '{"asked":1}', response: '{"answered":1}' }] }] })
    t.strictSame(await later.storage.get(later.pool, filled.attachment), PNG)
    t.equal(await added(later), 1, 'what was filed at the address is added up')
    t.equal(await phoneOf(later, bare, filled), '13900000009')
    t.equal(await sharedToken(later, 'unicom', SESSION).current(async () => ({ value: 'another session', expiresAt: NINE })), 'a-session')
  })

  await t.test('a key that is still needed cannot be left out', async t => {
    const without = await restarted(bare, '2028', ['2028'])
    await t.rejects(checkKeys(hub.pool, without.vault), { message: new RegExp(`^personalData\\.keys：缺少密钥 2027，applications\\.form_sealed 中仍有以其加密的数据\n(.*\n){${EVERYWHERE.length - 2}}.*缺少密钥 2027，attachments [^\n]*$`) })
  })

  await t.test('another key under a known id is noticed before it seals anything', async t => {
    const wrong = openVault({ keys: [{ id: '2027', algorithm: 'sm4', key: Buffer.alloc(16, 5).toString('base64') }], active: '2027', searchKey: SEARCH_KEY })
    await t.rejects(checkKeys(hub.pool, wrong), { message: 'personalData.keys：2027 与数据库此前使用的同名密钥不同' })
  })
})

test('a change that is cut off goes on where it was', async t => {
  const bare = await bareHub(t)
  for (let count = 0; count < 3; count++) await bare.submit()
  const next = await restarted(bare, '2028', ['sandbox-1', '2028'])
  let left = 4
  const mortal: Vault = {
    ...next.vault,
    sealBytes (place, content) {
      if (left-- === 0) throw Object.assign(new Error('killed'), { code: '57P01' })
      return next.vault.sealBytes(place, content)
    }
  }
  await t.rejects(rotateKeys({ ...next, vault: mortal }), { message: 'killed' })
  t.strictSame(Object.keys(await uses(next)).sort(), ['2028', 'sandbox-1'])
  t.match(await rotateKeys(next), { resealed: 5 })
  t.strictSame(Object.keys(await uses(next)), ['2028'])
})

test('a value that was changed or moved by hand is reported and left, the others go on', async t => {
  const bare = await bareHub(t)
  for (let count = 0; count < 3; count++) await bare.submit()
  await bare.rows('update applications set form_sealed = (select form_sealed from applications where serial = 1) where serial = 2')
  const next = await restarted(bare, '2028', ['sandbox-1', '2028'])
  t.match(await rotateKeys(next), { resealed: 8, unopened: [{ holder: 'applications.form_sealed', row: '2' }] })
  t.match(bare.lines.join(''), 'a sealed value is not sealed anew')
  t.match(await keyUse(next.pool), [{ id: '2028' }, { id: '2028' }, { id: '2028' }, { id: 'sandbox-1', holder: 'applications.form_sealed' }])
})

test('an attachment whose content is gone is reported, the others go on', async t => {
  const bare = await bareHub(t)
  const ids = []
  for (let count = 0; count < 3; count++) ids.push((await storeAttachment(bare.hub, 'portal', PNG)).id)
  ids.sort()
  await bare.rows('delete from attachment_contents where id = $1', [ids[0]])
  const next = await restarted(bare, '2028', ['sandbox-1', '2028'])
  t.match(await rotateKeys(next), { resealed: 2, unopened: [{ holder: 'attachments', row: ids[0] }] })
  t.match(await bare.rows('select id, sealed_by from attachments order by id'), [{ sealed_by: 'sandbox-1' }, { sealed_by: '2028' }, { sealed_by: '2028' }])
})

test('a value that the hub seals meanwhile is not taken back', async t => {
  const bare = await bareHub(t)
  const order = await bare.submit()
  await correctOrder(bare.hub, order.orderId, { phone: '13900000001' })
  const next = await restarted(bare, '2028', ['sandbox-1', '2028'])
  // Between the reading of the old value and the writing of the new one.
  let read = false
  let meanwhile: Promise<void> | undefined
  const racing = {
    ...next,
    pool: Object.assign(Object.create(next.pool), {
      query (text: string, values: unknown[]) {
        read ||= text.includes('corrections_sealed as sealed')
        return next.pool.query(text, values)
      },
      async connect () {
        if (read) await (meanwhile ??= correctOrder(next, order.orderId, { phone: '13900000002' }))
        return await next.pool.connect()
      }
    })
  } as Hub
  await rotateKeys(racing)
  t.ok(meanwhile)
  t.equal(await phoneOf(next, bare, order), '13900000002')
})

test('a change of the search key', async t => {
  const bare = await bareHub(t)
  const { jointNumber, orderId } = await bare.submit()
  await correctOrder(bare.hub, orderId, { phone: '13900000009' })
  const found = async (hub: Hub, sought: object): Promise<string[]> => (await searchApplications(hub, EVERYTHING, {}, sought)).applications.map(({ jointNumber }) => jointNumber)
  const { applicantName } = formFor('unicom').basic

  const next = await restarted(bare, 'sandbox-1', ['sandbox-1'], { searchKey: NEXT_SEARCH_KEY, previousSearchKey: SEARCH_KEY })
  t.strictSame(await found(next, { applicantName, phone: '13900000009' }), [jointNumber], 'found while the key before is there')
  bare.hub.vault = next.vault
  const { jointNumber: later } = await bare.submit()
  t.strictSame(await found(next, { applicantName }), [later, jointNumber])
  t.match(await rotateKeys(next), { resealed: 0, rehashed: 1 })
  const after = await restarted(bare, 'sandbox-1', ['sandbox-1'], { searchKey: NEXT_SEARCH_KEY })
  t.strictSame(await found(after, { applicantName }), [later, jointNumber], 'and then without it')
  t.strictSame(await found(after, { applicantName, phone: '13900000009' }), [jointNumber], 'by what was corrected, too')
  t.strictSame(await found(await restarted(bare, 'sandbox-1', ['sandbox-1']), { applicantName }), [], 'the old key finds nothing')

  const sm3 = await restarted(bare, '2027', ['sandbox-1', '2027'], { searchKey: NEXT_SEARCH_KEY })
  t.strictSame(await found(sm3, { applicantName }), [later, jointNumber], 'found while keys of both algorithms are there')
  t.match(await rotateKeys(sm3), { rehashed: 2 })
  t.strictSame(await found(await restarted(bare, '2027', ['2027'], { searchKey: NEXT_SEARCH_KEY }), { applicantName }), [later, jointNumber])
})

test('who comes from a provider is the same person under another search key', async t => {
  const bare = await bareHub(t)
  const subject = { issuer: 'https://idp.example.cn', subject: '4f1c' }
  const opened = await inWork(bare.hub, work => openVouched(bare.hub.vault, work, {
    unit: '县数据局', roles: ['supervisor'], enterprise: null, provider: 'oidc', subject, details: { name: '王丽' }, login: 'wang.li', now: NINE
  }))
  const found = ({ hub }: { hub: Hub }): Promise<string | undefined> => inWork(hub, async work => (await lockVouched(hub.vault, work, subject))?.login)
  const next = await restarted(bare, '2028', ['sandbox-1', '2028'], { searchKey: NEXT_SEARCH_KEY })
  t.equal(await found({ hub: next }), undefined)
  const both = await restarted(bare, '2028', ['sandbox-1', '2028'], { searchKey: NEXT_SEARCH_KEY, previousSearchKey: SEARCH_KEY })
  t.match(await rotateKeys(both), { rehashed: 1, unopened: [] })
  t.match(await rotateKeys(both), { rehashed: 0, unopened: [] })
  t.equal(await found({ hub: next }), opened.account.login)
  t.notMatch(JSON.stringify(await readAccount(next, 'wang.li')), /4f1c|idp/, 'who it is there is never shown')
})
