/** The trail as operators read it: what was sent and received, in order, in pages, by those who may. */
import { test } from 'tap'
import type { components } from '../../../openapi/hub.d.ts'
import { formFor } from '../../journeys/enterprises.ts'
import { startTestHub, type TestHub } from '../../kit/test-hub.ts'

type Page = components['schemas']['ExchangePage']

async function exchanges (hub: TestHub, jointNumber: string, query = ''): Promise<Page> {
  return await (await hub.call(`/v1/applications/${jointNumber}/exchanges${query}`)).json() as Page
}

test('what the hub and an enterprise said to each other', async t => {
  const hub = await startTestHub(t, { slugs: ['mobile'], adjust: settings => { settings.enterprises.mobile.delivery.watch = { first: '1h', every: '1h' } } })
  const { jointNumber, orders: [order] } = await hub.submit(formFor('mobile'))
  await hub.reached(jointNumber, 'mobile', 'submitted')
  await hub.simulators['mobile']!.move(order!.reference, '7', '王小梅（13800000001）：证件照片不清晰')
  await hub.reached(jointNumber, 'mobile', 'needsMaterial')

  const page = await exchanges(hub, jointNumber)
  t.notOk('nextCursor' in page)
  const common = { enterprise: 'mobile', enterpriseName: '中国移动', reference: order!.reference, attempt: 1 }
  t.match(page.exchanges, [
    {
      ...common,
      kind: 'place',
      kindLabel: '送单',
      outcome: 'acknowledged',
      messages: [
        { method: 'POST', url: /\/oauth\/token$/, request: /"client_secret":"\*\*\*"/, status: 200, response: /"access_token":"\*\*\*"/ },
        { method: 'POST', url: /\/oppf\?method=LB_ORDER_CREATE.*accessToken=\*\*\*.*sign=\*\*\*$/, requestHeaders: { 'content-type': 'text/plain; charset=UTF-8' }, request: /^\{"extOrderId":"JXLB000001-NM".*"custName":"\*\*\*"/, status: 200, response: /"result":\{"orderId":"NM/ }
      ]
    },
    {
      ...common,
      kind: 'callback',
      kindLabel: '企业来报',
      outcome: 'applied',
      messages: [{ method: 'POST', url: /^\/v1\/callbacks\/mobile\?.*sign=\*\*\*/, request: /"extOrderId":"JXLB000001-NM".*\*\*\*（\*\*\*）：证件照片不清晰/, status: 200, response: /"respCode":"00000"/ }]
    }
  ])
  t.equal(page.exchanges.length, 2)
  t.notMatch(JSON.stringify(page), /王小梅|13800000001|11010519491231002X|泾川镇稼祥/)
  t.notMatch(JSON.stringify(page), ':null', 'what is missing is left out')

  const first = await exchanges(hub, jointNumber, '?limit=1')
  t.strictSame(first.exchanges, page.exchanges.slice(0, 1))
  const second = await exchanges(hub, jointNumber, `?limit=1&cursor=${first.nextCursor!}`)
  t.strictSame(second, { exchanges: page.exchanges.slice(1) }, 'the newest last')
  t.strictSame(await exchanges(hub, jointNumber, '?enterprise=unicom'), { exchanges: [] })
  t.strictSame(await exchanges(hub, jointNumber, '?kind=callback'), { exchanges: page.exchanges.slice(1) })
  t.strictSame(await exchanges(hub, jointNumber, '?enterprise=mobile&kind=place'), { exchanges: page.exchanges.slice(0, 1) })
  t.strictSame(await exchanges(hub, jointNumber, '?kind=withdraw'), { exchanges: [] })
  t.match(await exchanges(hub, jointNumber, '?kind=nonsense'), { status: 400, code: 'invalid-parameter', errors: [{ pointer: '/kind', code: 'value' }] })
  t.match(await exchanges(hub, 'JXLB000099'), { code: 'application-not-found' })
  t.match(await exchanges(hub, jointNumber, '?cursor=nonsense'), { code: 'invalid-parameter', errors: [{ pointer: '/cursor' }] })
  t.equal((await hub.call(`/v1/applications/${jointNumber}/exchanges`, {}, 'supervisor')).status, 200)
  for (const client of ['portal', 'county-water'] as const) t.equal((await hub.call(`/v1/applications/${jointNumber}/exchanges`, {}, client)).status, 403, client)
})

test('an answer that did not come is told', async t => {
  const hub = await startTestHub(t, { slugs: ['state-grid'], adjust: settings => { settings.enterprises['state-grid'].timeout = '500ms' } })
  hub.simulators['state-grid']!.faults.arm('hang')
  const { jointNumber } = await hub.submit(formFor('state-grid'))
  await hub.reached(jointNumber, 'state-grid', 'submitted')
  const { exchanges: [failed] } = await exchanges(hub, jointNumber)
  t.match(failed, { kind: 'place', outcome: 'failed', code: 'timeout', messages: [{ request: /"elecAddr":"\*\*\*"/, failure: 'timeout' }] })
  t.notOk('status' in failed!.messages[0]!)
})
