import { test } from 'tap'
import { PROBLEMS } from '../../../../src/ground/problem/problem.ts'

test('every code is stable, in words, and said in Chinese', async t => {
  for (const [code, { status, title }] of Object.entries(PROBLEMS)) {
    t.match(code, /^[a-z]+(-[a-z]+)*$/)
    t.ok(status >= 400 && status < 600, code)
    t.match(title, /\p{Script=Han}/u, code)
  }
})
