/**
 * What the enterprises tell the hub, over HTTP: genuine messages of their simulators, sent on as they are, late, twice, cut
 * short, changed. Every answer must be one that the enterprise understands.
 */
import iconv from 'iconv-lite'
import { test, type Test } from 'tap'
import type { NativeRequest } from '../../../../adapters/adapter.ts'
import { Failure } from '../../../../adapters/failure.ts'
import type { Slug } from '../../../../src/enterprises/profiles.ts'
import { openRemains } from '../../../../src/records/inbox/refused-callbacks.ts'
import { startRelay, type Answer, type Message } from '../../../kit/callback-relay.ts'
import { formFor, KNOWN } from '../../../journeys/enterprises.ts'
import { startTestHub } from '../../../kit/test-hub.ts'
import type { CallbackWords, Said } from '../../../kit/test-profile.ts'
import { until } from '../../../kit/until.ts'

const HOUR = 3600_000

const talkative = Object.keys(KNOWN).filter(slug => KNOWN[slug]!.callback)

function wordsOf (slug: Slug): CallbackWords {
  return KNOWN[slug]!.callback!
}

test('callbacks', async t => {
  let ahead = 0
  const now = (): Date => new Date(Date.now() + ahead)
  const relay = await startRelay(t)
  const hub = await startTestHub(t, {
    slugs: ['county-water', ...talkative],
    now,
    callbacksVia: relay.callbacksVia,
    // What they say themselves is what counts here.
    adjust (settings) {
      for (const slug of talkative) settings.enterprises[slug].delivery = { ...settings.enterprises[slug].delivery, watch: { first: '30d', every: '30d' } }
    }
  })
  const { pool, enterprises } = hub.hub
  // Nor when the hub asks because of a message that it does not believe.
  let mayAsk = true
  const busy = new Failure({ comeBack: 'later', fault: 'enterprise', code: 'busy', message: '系统忙' })
  for (const slug of talkative) {
    const { adapter } = enterprises.get(slug)!
    const { inquire } = adapter
    adapter.inquire = async key => {
      if (!mayAsk) throw busy
      return await inquire(key)
    }
  }

  async function submitted (slug: Slug): Promise<{ jointNumber: string, reference: string, id: string }> {
    mayAsk = true
    const { jointNumber, orders } = await hub.submit(formFor(slug))
    await hub.reached(jointNumber, slug, 'submitted')
    mayAsk = false
    const { reference } = orders[0]!
    const { rows } = await pool.query('select id from orders where reference = $1', [reference])
    return { jointNumber, reference, id: rows[0].id }
  }

  /** The messages by which the enterprise would tell of a step. */
  function caught (slug: Slug, reference: string, status: string): Promise<Message[]> {
    const { callback } = hub.hub.enterprises.get(slug)!.adapter
    return relay.catching(() => hub.simulators[slug]!.move(reference, status), message => {
      const { status, headers, body } = callback!.answer('stored', nativeRequest(message))
      return { status, headers, body: Buffer.from(body) }
    })
  }

  async function says (t: Test, message: Message, [status, words]: Said): Promise<void> {
    const answer = await relay.send(message)
    t.equal(answer.status, status)
    t.match(textOf(answer), words)
  }

  async function lastRow (slug: Slug): Promise<any> {
    const { rows } = await pool.query(`
      select id, state, reason, order_id, url_sealed as "urlSealed", body_sealed as "bodySealed", remains_sealed as "remainsSealed" from callbacks where enterprise = $1 order by id desc limit 1`, [slug])
    if (!rows[0]) return undefined
    const { id, urlSealed, bodySealed, remainsSealed, ...row } = rows[0]
    const { vault } = hub.hub
    return {
      ...row,
      url: urlSealed && vault.open(['callbackUrl', id], urlSealed),
      body: bodySealed && vault.openBytes(['callbackBody', id], bodySealed),
      remains: remainsSealed && openRemains(vault, id, remainsSealed)
    }
  }

  async function transitions (id: string): Promise<string[]> {
    const { rows } = await pool.query('select state from transitions where order_id = $1 order by sequence', [id])
    return rows.map(({ state }) => state)
  }

  async function callbacksOf (id: string): Promise<string[]> {
    const { rows } = await pool.query('select state from callbacks where order_id = $1 order by id', [id])
    return rows.map(({ state }) => state)
  }

  for (const slug of talkative) {
    await t.test(slug, async t => {
      const words = wordsOf(slug)
      const { first, further } = words
      const order = await submitted(slug)
      const begun = await transitions(order.id)
      hub.simulators[slug]!.faults.arm('forge')
      const [forged, genuine] = await caught(slug, order.reference, first) as [Message, Message]
      const refused = async (t: Test, reason: RegExp): Promise<void> => {
        t.match(await lastRow(slug), { state: 'refused', reason, order_id: null })
        t.strictSame(await transitions(order.id), begun, 'nothing has moved')
      }

      await t.test('forged', async t => {
        await says(t, forged, words.signature)
        await refused(t, /^signature/)
        const { url, body, remains } = await lastRow(slug)
        t.strictSame([url, body], [null, null], 'what is not believed is not kept whole')
        t.match(remains, { size: forged.body.length, url: forged.path, beginning: forged.body.subarray(0, 1024).toString('base64') })
      })

      await t.test('cut in half', async t => {
        await says(t, { ...genuine, body: genuine.body.subarray(0, genuine.body.length >> 1) }, words.broken)
        await refused(t, /^(signature|malformed)/)
      })

      await t.test('empty', async t => {
        const answer = await relay.send({ ...genuine, body: Buffer.alloc(0) })
        t.notMatch(`${answer.status} ${textOf(answer)}`, new RegExp(`^${words.stored[0]} .*${words.stored[1].source}`))
        t.notMatch(textOf(answer), /urn:lianban:problem/, 'in the enterprise\'s words')
        await refused(t, /^(signature|malformed)/)
      })

      await t.test('of an order that nobody knows', async t => {
        await pool.query("update orders set reference = 'another' where id = $1", [order.id])
        hub.lines.length = 0
        await says(t, genuine, words.unknownReference)
        await pool.query('update orders set reference = $2 where id = $1', [order.id, order.reference])
        t.match(await lastRow(slug), { state: 'unknownReference', order_id: null })
        t.ok(hub.lines.some(line => line.includes('"alert":"unknown-reference"')), 'an operator hears of it')
      })

      await t.test('while the hub cannot store it', async t => {
        await pool.query('alter table transitions rename to transitions_away')
        await says(t, words.anew?.(genuine) ?? genuine, words.internal)
        await pool.query('alter table transitions_away rename to transitions')
        t.match(await lastRow(slug), { state: 'failed', order_id: null, url: genuine.path }, 'what was verified is')
        t.strictSame(await transitions(order.id), begun)
      })

      await t.test('while the hub cannot even keep it', async t => {
        await pool.query('alter table callbacks rename to callbacks_away')
        await says(t, words.anew?.(genuine) ?? genuine, words.internal)
        await pool.query('alter table callbacks_away rename to callbacks')
      })

      await t.test('genuine', async t => {
        await says(t, genuine, words.stored)
        t.match(await lastRow(slug), { state: 'applied', order_id: order.id })
        t.equal((await transitions(order.id)).length, begun.length + 1)
      })

      const before = await transitions(order.id)
      await t.test('repeated as the enterprise repeats it', async t => {
        const counted = (await callbacksOf(order.id)).length
        hub.simulators[slug]!.faults.arm('repeat')
        relay.passed.length = 0
        await hub.simulators[slug]!.move(order.reference, further)
        t.equal(relay.passed.length, 2)
        for (const { answer } of relay.passed) {
          t.equal(answer.status, words.stored[0])
          t.match(textOf(answer), words.stored[1])
        }
        t.strictSame((await callbacksOf(order.id)).slice(counted), ['applied', 'repeated'])
        t.equal((await transitions(order.id)).length, before.length + 1, 'applied once')
      })

      const { changed } = words
      if (changed) {
        await t.test('under a known id with other content', async t => {
          const moved = await transitions(order.id)
          await says(t, changed(genuine), words.replayed!)
          t.match(await lastRow(slug), { state: 'refused', reason: /^replayed/ })
          t.strictSame(await transitions(order.id), moved)
        })
      }

      if (words.stale) {
        await t.test('an hour old', async t => {
          const [late] = await caught(slug, order.reference, further)
          ahead = HOUR
          await says(t, late!, words.stale!)
          ahead = 0
          t.match(await lastRow(slug), { state: 'refused', reason: /^stale/ })
        })
      }
    })
  }

  await t.test('the very bytes of an earlier message', async t => {
    for (const slug of talkative) {
      const order = await submitted(slug)
      const [message] = await caught(slug, order.reference, wordsOf(slug).further)
      await says(t, message!, wordsOf(slug).stored)
      const moved = await transitions(order.id)
      if (wordsOf(slug).refusesSameBytes) {
        await says(t, message!, wordsOf(slug).replayed!)
        t.match(await lastRow(slug), { state: 'refused', reason: 'replayed' })
      } else {
        await says(t, message!, wordsOf(slug).stored)
        t.match(await lastRow(slug), { state: 'repeated', order_id: order.id })
      }
      t.strictSame(await transitions(order.id), moved)
    }
  })

  await t.test('eight times at once is applied once', async t => {
    for (const slug of ['state-grid', 'unicom']) {
      const order = await submitted(slug)
      const [message] = await caught(slug, order.reference, wordsOf(slug).first)
      const answers = await Promise.all(Array.from({ length: 8 }, () => relay.send(message!)))
      for (const answer of answers) t.match(textOf(answer), wordsOf(slug).stored[1])
      t.strictSame((await callbacksOf(order.id)).sort(), ['applied', ...Array(7).fill('repeated')])
      t.strictSame(await transitions(order.id), ['received', 'submitted', 'accepted'])
    }
  })

  await t.test('a step may be skipped, and an older message moves nothing back', async t => {
    const order = await submitted('unicom')
    const simulator = hub.simulators['unicom']!
    simulator.faults.arm('reorder')
    await simulator.move(order.reference, '20')
    await simulator.move(order.reference, '50')
    t.strictSame(await transitions(order.id), ['received', 'submitted', 'building'])
    t.strictSame(await callbacksOf(order.id), ['applied', 'late'])
    t.match((await hub.read(order.jointNumber)).orders[0], { state: 'building' })
  })

  await t.test('an order aside is brought back by what is newer, not by what is older', async t => {
    const order = await submitted('unicom')
    const older = (await caught('unicom', order.reference, '20'))[0]!
    ahead = 60_000
    await hub.simulators['unicom']!.move(order.reference, '70', '身份证照片不清')
    t.match((await hub.read(order.jointNumber)).orders[0], { state: 'needsMaterial', statusCode: 6, remark: '身份证照片不清' })
    await says(t, older, wordsOf('unicom').stored)
    t.match((await hub.read(order.jointNumber)).orders[0], { state: 'needsMaterial' })
    ahead = 120_000
    await hub.simulators['unicom']!.move(order.reference, '20')
    t.match((await hub.read(order.jointNumber)).orders[0], { state: 'dispatched' })
    t.strictSame(await callbacksOf(order.id), ['applied', 'late', 'applied'])
    ahead = 0
  })

  await t.test('a message for a finished order is acknowledged and changes nothing', async t => {
    const order = await submitted('state-grid')
    await hub.simulators['state-grid']!.move(order.reference, '11')
    await hub.reached(order.jointNumber, 'state-grid', 'completed')
    relay.passed.length = 0
    await hub.simulators['state-grid']!.move(order.reference, '8')
    t.match(textOf(relay.passed[0]!.answer), wordsOf('state-grid').stored[1])
    t.match((await hub.read(order.jointNumber)).orders[0], { state: 'completed', statusCode: 11 })
    t.strictSame(await callbacksOf(order.id), ['applied', 'late'])
    t.strictSame(await transitions(order.id), ['received', 'submitted', 'completed'])
  })

  await t.test('a status that nobody knows is acknowledged, kept and alerted, and moves nothing', async t => {
    const order = await submitted('unicom')
    hub.lines.length = 0
    relay.passed.length = 0
    await hub.simulators['unicom']!.move(order.reference, '35')
    t.match(textOf(relay.passed[0]!.answer), wordsOf('unicom').stored[1])
    t.strictSame(await callbacksOf(order.id), ['unknownStatus'])
    const [{ id, sealed }] = (await pool.query('select id, status_sealed as sealed from callbacks where order_id = $1', [order.id])).rows
    t.match(hub.hub.vault.open(['callbackStatus', id], sealed), { ORDER_STATE: '35' })
    const alert = hub.lines.map(line => JSON.parse(line)).find(line => line.alert === 'unknown-status')
    t.match(alert, { level: 50, enterprise: 'unicom', reference: order.reference, native: '35' })
    t.match((await hub.read(order.jointNumber)).orders[0], { state: 'submitted' })
    await hub.simulators['unicom']!.move(order.reference, '40')
    t.match((await hub.read(order.jointNumber)).orders[0], { state: 'surveyed' }, 'what comes after it counts')
  })

  for (const slug of ['state-grid', 'enn']) {
    await t.test(`${slug} sends again what the hub could not store, and it is stored then`, async t => {
      const order = await submitted(slug)
      await pool.query('alter table transitions rename to transitions_away')
      relay.passed.length = 0
      await hub.simulators[slug]!.move(order.reference, wordsOf(slug).first)
      await until(() => relay.passed.length >= 2)
      await pool.query('alter table transitions_away rename to transitions')
      await hub.reached(order.jointNumber, slug, 'accepted')
      await until(() => wordsOf(slug).stored[1].test(textOf(relay.passed.at(-1)!.answer)))
      for (const { answer } of relay.passed.slice(0, -1)) {
        t.equal(answer.status, wordsOf(slug).internal[0])
        t.match(textOf(answer), wordsOf(slug).internal[1])
      }
      t.strictSame(await transitions(order.id), ['received', 'submitted', 'accepted'])
      t.strictSame(await callbacksOf(order.id), ['applied'])
    })
  }

  await t.test('nobody calls back for an enterprise without callbacks, or without connection', async t => {
    const message = { headers: { 'content-type': 'application/json' }, body: Buffer.from('{}') }
    const answer = await relay.send({ ...message, path: '/v1/callbacks/county-water' })
    t.equal(answer.status, 404)
    t.match(answer.headers, { 'content-type': /problem\+json/ })
    t.match(JSON.parse(textOf(answer)), { code: 'no-callbacks' })
    t.equal(await lastRow('county-water'), undefined)
    const unknown = await relay.send({ ...message, path: '/v1/callbacks/gas-of-elsewhere' })
    t.equal(unknown.status, 404)
  })

  await t.test('nothing that was said of persons is in the log, nor any secret', async t => {
    const log = hub.lines.join('')
    t.ok(log.length > 0)
    for (const value of ['王小梅', '13800000001', '11010519491231002X', '泾川镇', '身份证照片不清', 'callback-secret', 'callback-key', 'callback-sign', 'Bearer ']) {
      t.notMatch(log, value)
    }
  })
})

test('an enterprise that is not connected has no callbacks', async t => {
  const relay = await startRelay(t)
  await startTestHub(t, { slugs: ['county-water'], callbacksVia: relay.callbacksVia })
  const answer = await relay.send({ path: '/v1/callbacks/unicom', headers: { 'content-type': 'application/json' }, body: Buffer.from('{}') })
  t.equal(answer.status, 404)
  t.match(JSON.parse(textOf(answer)), { code: 'no-callbacks' })
})

function nativeRequest ({ path, headers, body }: Message): NativeRequest {
  return { method: 'POST', url: path, query: Object.fromEntries(new URL(path, 'http://hub').searchParams), headers, body }
}

function textOf ({ headers, body }: Answer): string {
  return iconv.decode(body, /gbk/i.test(headers['content-type'] ?? '') ? 'gbk' : 'utf8')
}
