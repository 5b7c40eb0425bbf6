/** The files of the console: kept for good by browsers where their names change with them, and never able to do more than they need. */
import { readdirSync } from 'node:fs'
import { test } from 'tap'
import { startIntake } from '../../../kit/intake-hub.ts'

const ASSETS = readdirSync(new URL('../../../../console/dist/assets', import.meta.url))

test('what is built is served, and every other address of it is a screen', async t => {
  const { url } = await startIntake(t)
  const ask = (path: string, request: RequestInit = {}): Promise<Response> => fetch(url + path, { redirect: 'manual', ...request })
  const page = await ask('/console/')
  t.match(await page.text(), /<div id="app">[\s\S]*浏览器版本过旧/, 'who cannot run it is told what to do')
  t.equal(page.headers.get('content-type'), 'text/html; charset=utf-8')
  t.equal(page.headers.get('cache-control'), 'no-store')
  for (const screen of ['/console/desk', '/console/cases/JXLB000001', '/console/assets', '/console/assets/..%2f..%2f..%2fpackage.json']) {
    const answer = await ask(screen)
    t.strictSame([answer.status, answer.headers.get('content-type')], [200, 'text/html; charset=utf-8'], screen)
  }
  t.ok(ASSETS.length > 5)
  for (const asset of ASSETS.filter(name => !name.endsWith('.gz'))) {
    const answer = await ask(`/console/assets/${asset}`)
    t.equal(answer.status, 200, asset)
    t.equal(answer.headers.get('cache-control'), 'public, max-age=31536000, immutable')
    t.match(answer.headers.get('content-type'), asset.endsWith('.css') ? /^text\/css/ : /^application\/javascript/)
    t.equal(answer.headers.get('content-encoding'), 'gzip')
    t.equal(answer.headers.get('vary'), 'accept-encoding')
    const plain = await ask(`/console/assets/${asset}`, { headers: { 'accept-encoding': 'identity' } })
    t.equal(plain.headers.get('content-encoding'), null)
    t.equal(await answer.text(), await plain.text())
  }
  t.strictSame([(await ask('/console')).status, (await ask('/console')).headers.get('location')], [308, '/console/'])
  const posted = await ask('/console/', { method: 'POST' })
  t.strictSame([posted.status, posted.headers.get('content-type')], [405, 'application/problem+json; charset=utf-8'])
})

test('it runs what the hub serves, and nothing else, in nobody\'s frame', async t => {
  const { url } = await startIntake(t)
  for (const path of ['/console/', '/console/desk', `/console/assets/${ASSETS[0]}`, '/console/icon.svg']) {
    const { headers } = await fetch(url + path)
    const policy = Object.fromEntries(headers.get('content-security-policy')!.split('; ').map(part => part.split(/ (.*)/s).slice(0, 2)))
    t.strictSame(policy, {
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'img-src': "'self' data: blob:",
      'font-src': "'self'",
      'connect-src': "'self'",
      'base-uri': "'none'",
      'form-action': "'self'",
      'frame-ancestors': "'none'"
    }, path)
    t.equal(headers.get('x-content-type-options'), 'nosniff')
    t.equal(headers.get('referrer-policy'), 'no-referrer')
  }
})
