import { test } from 'tap'
import { remembering } from '../../../../../src/doors/http/access/verified-tokens.ts'

const NINE = Date.UTC(2026, 0, 5, 1)
const at = (seconds: number): Date => new Date(NINE + seconds * 1000)

test('a token is verified once in a minute, and not believed beyond its end', async t => {
  const asked: string[] = []
  const verify = remembering(async token => {
    asked.push(token)
    if (token === 'bad') throw new Error('refused')
    return { client_id: token, exp: NINE / 1000 + (token === 'short' ? 10 : 3600) }
  })
  t.match(await verify('long', at(0)), { client_id: 'long' })
  t.match(await verify('long', at(59)), { client_id: 'long' })
  t.match(await verify('short', at(0)), { client_id: 'short' })
  t.match(await verify('short', at(9)), { client_id: 'short' })
  t.strictSame(asked.splice(0), ['long', 'short'])
  await verify('long', at(60))
  await verify('short', at(10))
  t.strictSame(asked.splice(0), ['long', 'short'], 'then it is looked at again')
  await verify('long', at(30))
  t.strictSame(asked.splice(0), ['long'], 'also where the clock was set back')
  await t.rejects(verify('bad', at(0)))
  await t.rejects(verify('bad', at(0)))
  t.strictSame(asked.splice(0), ['bad', 'bad'], 'one that was refused is not remembered')
})

test('a flood of tokens pushes the oldest out', async t => {
  let asked = 0
  const verify = remembering(async () => {
    asked++
    return { exp: NINE / 1000 + 3600 }
  })
  for (let number = 0; number <= 1_000; number++) await verify(String(number), at(0))
  asked = 0
  await verify('1', at(0))
  t.equal(asked, 0)
  await verify('0', at(0))
  t.equal(asked, 1)
})
