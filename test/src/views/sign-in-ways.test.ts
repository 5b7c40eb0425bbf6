import { t as root, test } from 'tap'
import { body, problem } from '../../kit/answers.ts'
import { startIntake } from '../../kit/intake-hub.ts'

test('anybody is told how people sign in here', async t => {
  const { call } = await startIntake(root, { slugs: ['unicom'] })
  t.strictSame(await body(t, await call('/v1/session/ways', {}, 'nobody'), 200, 'SignInWays'), { ways: [{ way: 'own', label: '账号密码登录' }] })
})

test('where nobody signs in, nothing is told', async t => {
  const { call } = await startIntake(t, { slugs: ['unicom'], adjust ({ access }) { delete access.people } })
  await problem(t, await call('/v1/session/ways', {}, 'nobody'), 'not-found')
})
