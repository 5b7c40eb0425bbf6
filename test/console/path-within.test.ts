/** Where one goes after signing in: nowhere but within the console. */
import { test } from 'tap'
import { pathWithin } from '../../console/shell/path-within.ts'

test('a place of the console', async t => {
  for (const to of ['/', '/cases/JXLB000001', '/cases?status=processing&q=a.b', '/a..b/.c', '/%E5%8A%9E']) t.equal(pathWithin(to), to)
})

test('anything else is its beginning', async t => {
  for (const to of [
    undefined, 7, '', 'cases', '//evil.example', '/\\evil.example', '/../../docs', '/cases/..', '/./x', '/cases/%2e%2E/x', '/.%2e', '/a\\..\\b',
    '/\t/evil.example', '/a\n', '/a\u0000', '/\u007f', '/..?x', '/x/..#y'
  ]) t.equal(pathWithin(to), '/', `${JSON.stringify(to)}`)
})
