/** What the commands print, where, and how they end. */
import { randomUUID } from 'node:crypto'
import { test } from 'tap'
import { stringify } from 'yaml'
import { SANDBOX, sandboxDocument, startPortal } from '../../../../kit/sandbox.ts'
import { conforming } from '../../../kit/answers.ts'
import { bareHub } from '../../../kit/bare-hub.ts'
import { runHere, type Ran } from '../../../kit/command-line.ts'
import { settingsFile } from '../../../kit/hub-process.ts'
import { newDatabase } from '../../../kit/servers/servers.ts'
import { keptCallback } from '../../../kit/kept-callback.ts'
import { giveUp } from '../../../kit/given-up.ts'

const BY = ['--by', '王工', '--reason', '企业已恢复']

test('the command line', async t => {
  const bare = await bareHub(t)
  const document = sandboxDocument()
  // Nobody listens there, whatever runs beside the test.
  document.enterprises.unicom.baseUrl = 'http://127.0.0.1:9'
  const portal = await startPortal(document)
  t.teardown(() => portal.close())
  const environment = { DATABASE_URL: bare.databaseUrl, LIANBAN_SETTINGS: settingsFile(t, stringify(document)) }
  const run = (...args: string[]): Promise<Ran> => runHere(environment, ...args)

  await t.test('orders: list, show, count, redrive', async t => {
    const first = await giveUp(bare)
    const second = await giveUp(bare, { enterprise: 'telecom', askFirst: true })
    const third = await giveUp(bare, { task: 'withdraw', code: '1001' })

    const listed = await run('orders', 'list')
    t.match(listed, { code: 0, err: '' })
    const [header, ...lines] = listed.out.split('\n')
    t.match(header, /^编号 +联合办件号 +企业 +事项 +次数 +转人工时间 +失败$/)
    t.equal(lines.length, 3)
    t.match(lines[1], new RegExp(`^${second.orderId}  JXLB000002  中国电信  送单      7     2026-01-05T09:00:00\\+08:00  timeout 没有应答$`), 'columns stand below each other')
    const page = await run('orders', 'list', '--json', '--limit', '2')
    t.match(page.json(), { orders: [{ orderId: first.orderId }, { orderId: second.orderId, askFirst: true }] })
    t.equal(page.out.split('\n').length, 1, 'one line')
    t.match((await run('orders', 'list', '--limit', '2', '--cursor', page.json().nextCursor)).out, third.orderId)
    t.match((await run('orders', 'list', '--limit', '2')).out, `后面还有：--cursor ${page.json().nextCursor}`)
    t.match((await run('--json', 'orders', 'list', '--enterprise', 'telecom')).json().orders, [{ orderId: second.orderId }])

    t.match((await run('orders', 'show', third.orderId)).out, /^编号 +[-0-9a-f]{36}\n联合办件号 +JXLB000003\n[^]*事项 +申请撤回\n[^]*\n\n与企业没有往来$/)
    t.match((await run('orders', 'show', third.orderId, '--json')).json(), { order: { orderId: third.orderId, task: 'withdraw' }, exchanges: [] })

    t.match(await run('orders', 'redrive', '--all', '--by', '王工', '--reason', '\u202e企业已恢复'), { code: 2, out: '', err: /--reason/ })
    await bare.rows("update orders set failure = '{\"code\":\"1001\",\"message\":\"\u202e签名\u2066不对\"}' where id = $1", [first.orderId])
    for (const turned of [await run('orders', 'list'), await run('orders', 'show', first.orderId), await run('--json', 'orders', 'show', first.orderId)]) t.match(turned.out, '签名不对', 'nothing turns round what is read')
    t.notMatch((await run('orders', '\u202eshow')).err, /\p{Bidi_Control}/u)

    const counted = await run('orders', 'redrive', '--task', 'place', ...BY, '--dry-run', '--json')
    t.match(counted, { code: 0, err: '' })
    t.strictSame(counted.json(), { count: 2, dryRun: true })
    t.strictSame(await bare.rows("select from intents where state = 'open'"), [])
    t.match(await run('orders', 'redrive', '--task', 'place', ...BY), { code: 0, out: '已重新处理 2 个单项业务', err: '' })
    t.match(await bare.rows("select id from intents where state = 'open' order by ask_first"), [{ id: first.intentId }, { id: second.intentId }])
    t.match(await run('orders', 'redrive', third.orderId, ...BY), { code: 0, out: '已重新处理 1 个单项业务' })
    t.match(await run('orders', 'list'), { code: 0, out: '没有需人工处理的单项业务' })

    const acts = await run('acts', 'list', '--json')
    t.match(acts.json().acts, [
      { by: 'cli:王工', action: 'order-redrive', reason: '企业已恢复', count: 1, target: { orders: [third.reference] } },
      { by: 'cli:王工', action: 'order-redrive', count: 2, target: { filter: { task: 'place' }, orders: [first.reference, second.reference] } }
    ])
    t.match((await run('acts', 'list', '--by', 'cli:王工', '--limit', '1')).out, /cli:王工 +order-redrive +1 +企业已恢复\n后面还有/)
  })

  await t.test('orders: settled by hand', async t => {
    const { orderId } = await giveUp(bare)
    t.match(await run('orders', 'settle', orderId, '--task', 'place', '--outcome', 'declined', ...BY), { code: 1, out: '', err: '该事项不能这样了结' })
    t.match(await run('orders', 'settle', orderId, '--task', 'place', '--outcome', 'lost', ...BY), { code: 2, err: /^--outcome/ })
    t.match(await run('orders', 'settle', orderId, '--task', 'place', '--outcome', 'delivered', '--native-number', '56001', ...BY), { code: 0, out: '已了结' })
    t.match(await bare.rows('select delivery, native_number from orders where id = $1', [orderId]), [{ delivery: 'acknowledged', native_number: '56001' }])
  })

  await t.test('orders: moved to the desk and back', async t => {
    const { orderId } = await giveUp(bare)
    t.match(await run('orders', 'to-desk', orderId, ...BY), { code: 1, out: '', err: /^未能向企业查询它是否已有此单/ })
    t.match(await run('orders', 'to-desk', orderId, '--vouched', ...BY), { code: 0, out: '已移到工作台，由企业的服务专员办理' })
    t.match(await run('orders', 'to-desk', orderId, '--vouched', ...BY), { code: 3 })
    t.match(await run('orders', 'from-desk', orderId, ...BY), { code: 0, out: '已交还企业的系统，先查询再送单' })
    t.match(await bare.rows('select delivery, desk from orders where id = $1', [orderId]), [{ delivery: 'unknown', desk: null }])
  })

  await t.test('callbacks: list, show, redrive', async t => {
    const order = await bare.submit()
    await bare.rows("update orders set delivery = 'acknowledged' where id = $1", [order.orderId])
    const { id } = await keptCallback(bare, { state: 'failed', reference: order.reference })
    await keptCallback(bare, { state: 'failed', status: null })
    const listed = await run('callbacks', 'list', '--state', 'failed')
    t.match(listed.out, /处理失败 +内容已随申请人信息删除\n.*处理失败 .* 是$/, 'the newest first')
    t.notMatch(listed.out, /王小梅|13800000001/)
    t.match((await run('callbacks', 'show', String(id))).out, /含义 +已受理/)
    t.match((await run('callbacks', 'redrive', '--state', 'failed', ...BY, '--dry-run')).out, '将重新采纳 1 条来报（未执行）')
    t.match(await run('callbacks', 'redrive', '--all', ...BY), { code: 0, out: '已重新处理 1 条来报：已采纳 1' })
    t.match(await run('callbacks', 'redrive', String(id), ...BY), { code: 3, err: '没有符合条件且可重新采纳的来报' })
    const { id: timeless } = await keptCallback(bare, { state: 'applied', reference: order.reference, status: { ORDER_STATE: '20', STATE_DATE: '20260230093000' } })
    t.match((await run('callbacks', 'show', String(timeless))).out, /含义 +已派工\n企业时间 +无效，以收到时间为准\n/)
    t.match(await run('callbacks', 'show', '999', '--json'), { code: 3, out: '', err: '没有这条企业来报' })
  })

  await t.test('webhooks: test, list, show, redeliver, resume, status', async t => {
    t.match(await run('webhooks', 'test'), { code: 0, out: /^政务平台已接收（\d+ ms）$/ })
    await bare.rows("update notifications set state = 'failed', failure = 'timeout'")
    const listed = await run('webhooks', 'list', '--state', 'failed', '--limit', '1', '--json')
    const [{ id, jointNumber }] = listed.json().deliveries
    t.match((await run('webhooks', 'show', id)).out, new RegExp(`联合办件号 +${jointNumber}\n[^]*还没有尝试过`))
    t.match(await run('webhooks', 'redeliver', id, ...BY), { code: 0, out: '重新推送 1 条' })
    const counted = await run('webhooks', 'redeliver', '--state', 'failed', ...BY, '--dry-run', '--json')
    const done = await run('webhooks', 'redeliver', '--state', 'failed', ...BY, '--json')
    t.ok(counted.json().count > 0)
    t.strictSame(done.json(), { count: counted.json().count, dryRun: false })
    t.match(await run('webhooks', 'redeliver', '--state', 'failed', ...BY), { code: 3, err: '没有符合条件的推送' })
    t.match((await run('webhooks', 'resume', ...BY)).out, /^推送 +正常推送/)
    t.match((await run('webhooks', 'status', '--json')).json(), { state: 'active', failed: 0 })
    await portal.close()
    t.match(await run('webhooks', 'test', '--json'), { code: 1, out: /"ok":false/ })
  })

  await t.test('status: all on one screen', async t => {
    await giveUp(bare, { enterprise: 'telecom' })
    await bare.rows("insert into breakers (enterprise, state, failures, opened_at, probe_at) values ('telecom', 'open', 5, $1, $1)", [bare.clock.now])
    const { code, out, err } = await run('status')
    t.match({ code, err }, { code: 0, err: '' })
    t.match(out, /中国电信 +无应答，暂停送单 +\d+ .* 1 +2026-01-05T09:00:00\+08:00 +0\n/)
    t.match(out, /来报处理失败 +1\n/)
    t.match(out, /推送 +正常推送/)
    t.match(conforming(t, (await run('status', '--json')).json(), 'Overview').enterprises.find(({ enterprise }) => enterprise === 'telecom'), { health: { state: 'open' }, undeliverable: 1 })
  })

  await t.test('wrong usage ends with 2 and words on standard error', async t => {
    const cases: Array<[args: string[], words: RegExp]> = [
      [['order'], /没有这个命令：order/],
      [['orders', 'list', '--colour'], /没有这个选项：--colour/],
      [['orders', 'show'], /缺少参数：orderId/],
      [['orders', 'redrive', '--all'], /缺少选项：--by <who>/],
      [['orders', 'redrive', '--all', '--by', '王工'], /缺少选项：--reason <why>/],
      [['orders', 'redrive', ...BY], /应指定一个编号，或筛选条件，或 --all/],
      [['orders', 'redrive', randomUUID(), '--all', ...BY], /只取其一/],
      [['orders', 'redrive', '--all', '--by', '王工', '--reason', ' '], /--reason/],
      [['orders', 'redrive', '--given-up-from', 'yesterday', '--enterprise', 'Gas', ...BY], /^--enterprise：.*\n--given-up-from：/],
      [['orders', 'list', '--limit', '0'], /--limit <n>：1–100/],
      [['orders', 'list', '--cursor', 'x'], /请求参数有误/],
      [['callbacks', 'list', '--state', 'lost'], /^--state：/],
      [['webhooks', 'redeliver', '--sequence-from', '1', ...BY], /--joint-number/],
      [['acts', 'list', '--from', '2026'], /^--from：/],
      [['register', 'unicom', 'https://hub.example/'], /unicom：未接入，或其接口不需要登记回调地址/]
    ]
    for (const [args, words] of cases) {
      const { code, out, err } = await run(...args)
      t.match({ code, out, err }, { code: 2, out: '', err: words }, args.join(' '))
    }
    t.match(await runHere({ DATABASE_URL: bare.databaseUrl }, 'status'), { code: 2, out: '', err: /LIANBAN_SETTINGS/ })
    t.match(await runHere({ ...environment, LIANBAN_SETTINGS: settingsFile(t, 'hub: { colour: red }') }, 'status'), { code: 2, out: '', err: /hub：未知的设置项 colour/ })
  })

  await t.test('nothing found ends with 3, failure with 1', async t => {
    t.match(await run('orders', 'show', randomUUID()), { code: 3, out: '', err: '没有这个需人工处理的单项业务' })
    t.match(await run('orders', 'show', '1'), { code: 3, out: '' })
    t.match(await run('orders', 'redrive', '--joint-number', 'JXLB999999', ...BY, '--dry-run', '--json'), { code: 3, out: '' })
    t.match(await run('webhooks', 'show', randomUUID()), { code: 3, out: '', err: '没有这条推送' })
    t.match(await runHere({ ...environment, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' }, 'status'), { code: 1, out: '', err: /ECONNREFUSED/ })
  })

  await t.test('help is no error', async t => {
    t.match(await runHere({}, '--help'), { code: 0, err: '', out: /^用法：[^]*命令：[^]*退出码：0 完成/ })
    t.match(await runHere({}, 'orders', 'redrive', '--help'), { code: 0, err: '', out: /--dry-run +只统计，不执行/ })
  })

  await t.test('nobody is in what it printed', async t => {
    const said = (await Promise.all([['orders', 'list'], ['callbacks', 'list'], ['webhooks', 'list'], ['acts', 'list'], ['status']].map(args => run(...args, '--json')))).map(({ out }) => out).join('')
    t.notMatch(said, /王小梅|13800000001|11010519491231002X|泾川镇/)
  })
})

test('a database of its own is migrated first', async t => {
  const environment = { DATABASE_URL: await newDatabase(t), LIANBAN_SETTINGS: settingsFile(t, SANDBOX) }
  t.match(await runHere(environment, 'orders', 'list', '--json'), { code: 0, out: '{"orders":[]}' })
  t.match(await runHere(environment, 'migrate', '--json'), { code: 0, out: '{"applied":[]}' })
})
