/** Pages for everybody: nobody keeps them, nothing in them runs, and where something is wrong a browser is told by a page too. */
import Fastify from 'fastify'
import { test } from 'tap'
import { asPlainPage, failByPage, servePlainPageStyle } from '../../../../src/doors/http/plain-pages.ts'
import { Problem } from '../../../../src/ground/problem/problem.ts'
import { PLAIN_PAGE_POLICY, PLAIN_PAGE_STYLE } from '../../../../src/views/plain-page.ts'

test('what a browser may do with a page, and that nobody keeps it', async t => {
  const app = Fastify()
  t.teardown(() => app.close())
  servePlainPageStyle(app)
  app.get('/page', async (_request, reply) => { await asPlainPage(reply).send('<p>您好</p>') })
  app.get('/failing', { errorHandler: failByPage(({ code }) => `<p>${code}</p>`) }, async () => {
    throw new Problem('too-many-requests', { headers: { 'retry-after': '60' } })
  })
  const wanted = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': PLAIN_PAGE_POLICY,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex, nofollow'
  }
  t.match((await app.inject('/page')).headers, wanted)
  const style = await app.inject('/plain-page.css')
  t.strictSame([style.headers['content-type'], style.headers['cache-control'], style.body], ['text/css; charset=utf-8', 'public, max-age=3600', PLAIN_PAGE_STYLE])
  const told = await app.inject({ url: '/failing', headers: { accept: 'text/html,*/*;q=0.8' } })
  t.match(told, { statusCode: 429, headers: { ...wanted, 'retry-after': '60' }, body: '<p>too-many-requests</p>' })
  const program = await app.inject({ url: '/failing', headers: { accept: '*/*' } })
  t.match(program, { statusCode: 429, headers: { 'content-type': 'application/problem+json; charset=utf-8', 'retry-after': '60' } })
})
