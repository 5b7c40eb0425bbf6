/** `lianban keys` as operators use it when keys change. */
import { test } from 'tap'
import { conforming } from '../../../kit/answers.ts'
import { bareHub } from '../../../kit/bare-hub.ts'
import { runHere, type Ran } from '../../../kit/command-line.ts'
import { settingsFile } from '../../../kit/hub-process.ts'
import { sandboxText } from '../../../kit/sandbox.ts'

const NEXT = { id: 'next', algorithm: 'sm4', key: Buffer.alloc(16, 7).toString('base64') }
const BY = ['--by', '王工', '--reason', '年度更换']

test('keys that change', async t => {
  const bare = await bareHub(t)
  await bare.submit()
  await bare.submit()
  const run = (change: (personalData: any) => void, ...args: string[]): Promise<Ran> => {
    const file = settingsFile(t, sandboxText(({ personalData }) => change(personalData)))
    return runHere({ DATABASE_URL: bare.databaseUrl, LIANBAN_SETTINGS: file }, ...args)
  }
  const asItIs = (): void => {}
  const changed = (personalData: any): void => {
    personalData.keys.push(NEXT)
    personalData.active = NEXT.id
  }
  const without = (personalData: any): void => { Object.assign(personalData, { keys: [NEXT], active: NEXT.id }) }

  await t.test('status tells what each key is used in', async t => {
    const { code, json } = await run(asItIs, 'keys', 'status', '--json')
    t.equal(code, 0)
    t.strictSame(conforming(t, json(), 'PersonalDataKeys'), {
      keys: [{ id: 'sandbox-1', algorithm: 'aes-256-gcm', active: true, uses: [{ holder: 'applications.form_sealed', rows: 2 }, { holder: 'applications.query_code_sealed', rows: 2 }, { holder: 'idempotency_keys.answer_sealed', rows: 2 }] }],
      search: { current: 2, stale: 0 }
    })
    const before = await run(changed, 'keys', 'status')
    t.match(before, { code: 0, err: '', out: /next +sm4 +当前 +0\nsandbox-1 +aes-256-gcm +仅解密 +6\n[^]*待重算的办件 +2/ })
  })

  await t.test('a key that is needed cannot be left out: the hub and every command say which', async t => {
    const { code, err } = await run(without, 'keys', 'status')
    t.equal(code, 2)
    t.match(err, /^personalData\.keys：缺少密钥 sandbox-1，applications\.form_sealed 中仍有以其加密的数据\n.*applications\.query_code_sealed[^\n]*\n.*idempotency_keys\.answer_sealed/)
  })

  await t.test('rotate needs who and why', async t => {
    t.match(await run(changed, 'keys', 'rotate'), { code: 2, out: '' })
    t.match((await run(changed, 'keys', 'status', '--json')).json(), { search: { stale: 2 } })
  })

  await t.test('rotate seals everything anew, tells how far it is, and is recorded', async t => {
    const rotated = await run(changed, 'keys', 'rotate', ...BY)
    t.match(rotated, { code: 0, out: /^已重新加密 6 项，已重算 2 件的检索散列\n[^]*sandbox-1 +aes-256-gcm +仅解密 +0\n/, err: /已重新加密 2 项[^]*已重新加密 6 项，已重算 2 件/ })
    t.match(await bare.rows('select actor, action, target, reason, affected from acts'), [{ actor: 'cli:王工', action: 'keys-rotation', target: { key: 'next', search: /^sm3:/ }, reason: '年度更换', affected: 8 }])
    const again = (await run(changed, 'keys', 'rotate', ...BY, '--json')).json()
    t.match(again, { resealed: 0, rehashed: 0, unopened: [], search: { current: 2, stale: 0 } })
    conforming(t, again, 'PersonalDataKeys')
    t.equal((await bare.rows('select from acts')).length, 1, 'nothing to do is nothing done')
    t.match(await run(without, 'keys', 'status'), { code: 0 }, 'and the old key can go')
  })

  await t.test('what cannot be opened is told, and fails the command', async t => {
    await bare.rows('update applications set form_sealed = (select form_sealed from applications where serial = 1) where serial = 2')
    const back = (personalData: any): void => { personalData.keys.push(NEXT) }
    const { code, out } = await run(back, 'keys', 'rotate', ...BY)
    t.equal(code, 1)
    t.match(out, /^已重新加密 5 项，已重算 1 件的检索散列\n以下数据不能[^]*applications\.form_sealed +2\nsearch_hashes +2\n/)
  })

  await t.test('no key is in any output', async t => {
    for (const args of [['keys', 'status'], ['keys', 'status', '--json']]) {
      const { out, err } = await run(personalData => { personalData.keys.push(NEXT) }, ...args)
      t.notMatch(out + err, NEXT.key)
    }
  })
})
