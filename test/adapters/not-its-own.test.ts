/**
 * What is not the enterprise's own answer says nothing: a gateway's page, an empty body, somebody else's JSON, a redirect. For every
 * profile, every operation and every status the outcome is unknown, so that the hub asks; while a session token is fetched nothing
 * was sent, so that it just comes back. Nothing is given up because of it, no order is taken for absent, nothing for withdrawn.
 */
import { test, type Test } from 'tap'
import type { NativeAnswer } from '../../adapters/adapter.ts'
import { commonParts } from '../kit/adapter-cases.ts'
import { connectAdapter, failureOf, newClock, systems } from '../kit/connected-adapter.ts'
import { onLoopback } from '../kit/loopback.ts'
import { writePlainly, type Wire } from '../kit/wire/wire.ts'

const STATUSES = [200, 201, 202, 302, 400, 401, 403, 404, 409, 413, 422]

const BODIES: Record<string, Pick<NativeAnswer, 'headers' | 'body'>> = {
  'a page': { headers: { 'content-type': 'text/html; charset=utf-8' }, body: '<html><body><h1>Not Found</h1></body></html>' },
  nothing: { headers: {}, body: '' },
  'JSON of somebody else': { headers: { 'content-type': 'application/json' }, body: '{"message":"no Route matched with those values","request_id":"1"}' },
  'a servlet container\'s JSON': {
    headers: { 'content-type': 'application/json' }, body: '{"timestamp":"2026-01-05T01:30:15Z","status":404,"error":"Not Found","path":"/"}'
  },
  'a list': { headers: { 'content-type': 'application/json' }, body: '[1]' },
  'XML of somebody else': { headers: { 'content-type': 'text/xml' }, body: '<?xml version="1.0"?><fault><code>404</code></fault>' }
}

/** Of the document of 新奥燃气: a 202 to a supplement or a withdrawal has no body, so that nothing can show whose it is. */
const SAYS_IT_BY_STATUS = new Set(['enn supplement 202 nothing', 'enn withdraw 202 nothing'])

const TOKEN_PATHS = /oauth|getToken/

for (const profile of systems) {
  test(profile, async t => {
    const { order, key, corrected = { ...order }, appointment } = commonParts(profile)
    const operations = {
      place: (adapter: any) => adapter.place(order),
      submit: (adapter: any) => adapter.submit(order),
      inquire: (adapter: any) => adapter.inquire(key),
      supplement: (adapter: any) => adapter.supplement(key, corrected, order),
      cancel: (adapter: any) => adapter.cancel(key, '申请人撤回'),
      withdraw: (adapter: any) => adapter.withdraw(key, '申请人撤回'),
      appoint: (adapter: any) => adapter.appoint(key, appointment),
      upload: (adapter: any) => adapter.upload(Buffer.from('%PDF-1.7'), 'application/pdf'),
      register: (adapter: any) => adapter.register('https://hub.example/v1/callbacks/x')
    }
    const { adapter, clock, spoil } = await behindGateway(t, profile)
    for (const [operation, call] of Object.entries(operations)) {
      if (!(operation in adapter)) continue
      await t.test(operation, async t => {
        for (const [what, answer] of answers(profile, operation)) {
          spoil('orders', answer)
          const { comeBack, condition } = await failureOf(call(adapter))
          t.strictSame({ comeBack, condition }, { comeBack: 'askFirst', condition: undefined }, what)
          // An interface that limits how often it is asked is another matter.
          clock.pass(600_000)
        }
      })
    }
  })

  test(`${profile}, while a token is fetched`, async t => {
    const { order } = commonParts(profile)
    for (const [what, answer] of answers(profile, 'token')) {
      const { adapter, spoil, tokens } = await behindGateway(t, profile)
      spoil('tokens', answer)
      const { comeBack } = await failureOf('submit' in adapter ? (adapter as any).submit(order) : adapter.place(order))
      t.equal(comeBack, tokens() > 0 ? 'later' : 'askFirst', what)
    }
  })
}

function answers (profile: string, operation: string): Array<[what: string, answer: NativeAnswer]> {
  return STATUSES.flatMap(status => Object.entries(BODIES).map(([name, { headers, body }]): [string, NativeAnswer] => (
    [`${profile} ${operation} ${status} ${name}`, { status, headers: { ...headers, ...status === 302 && { location: '/login' } }, body }]
  ))).filter(([what]) => !SAYS_IT_BY_STATUS.has(what))
}

/** An enterprise of which nothing is heard but its tokens: something else answers in its place. */
async function behindGateway (t: Test, profile: string) {
  const { opening: [{ answer: token }] = [{}] } = commonParts(profile)
  const { wire }: { wire: Wire } = await import(`../kit/wire/${profile}.ts`)
  let spoilt: { which: 'orders' | 'tokens', answer: NativeAnswer }
  let tokens = 0
  const baseUrl = await onLoopback(t, async request => {
    const ofToken = TOKEN_PATHS.test(request.url.split('?', 1)[0]!)
    if (ofToken) tokens++
    if (ofToken && spoilt.which === 'orders') return (wire.write ?? writePlainly)(token, request, { settings: context.settings, now: clock.now })
    return spoilt.answer
  })
  const { adapter, clock, context } = connectAdapter(t, profile, { baseUrl, clock: newClock() })
  return { adapter, clock, tokens: () => tokens, spoil (which: 'orders' | 'tokens', answer: NativeAnswer) { spoilt = { which, answer } } }
}
