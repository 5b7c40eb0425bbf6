import { test } from 'tap'
import type { CallbackSide, NativeRequest } from '../../adapters/adapter.ts'
import { CallbackRefused, type RefusalReason } from '../../adapters/failure.ts'
import { believingEither, rotating } from '../../adapters/rotation.ts'
import { secret } from '../../adapters/settings.ts'

const request: NativeRequest = { method: 'POST', url: '/', query: {}, headers: {}, body: Buffer.from('') }

/** A side that refuses for the reason its secret stands for, or believes. */
function side ({ secret }: { secret: string }): CallbackSide<string> {
  return {
    async accept () {
      if (secret !== 'right') throw new CallbackRefused(secret as RefusalReason)
      return { reference: 'one', status: secret }
    },
    answer: outcome => ({ status: 200, headers: {}, body: outcome })
  }
}

async function refusal (callback: CallbackSide<string>): Promise<string> {
  return await callback.accept(request).then(() => 'believed', error => error.reason)
}

test('what either credentials prove is believed', async t => {
  t.equal(await refusal(believingEither({ secret: 'right' }, side)), 'believed')
  t.equal(await refusal(believingEither({ secret: 'signature', next: { secret: 'right' } }, side)), 'believed')
  t.equal(await refusal(believingEither({ secret: 'right', next: { secret: 'signature' } }, side)), 'believed')
})

test('what neither proves is not, and what is wrong in another way is not tried again', async t => {
  t.equal(await refusal(believingEither({ secret: 'signature' }, side)), 'signature')
  t.equal(await refusal(believingEither({ secret: 'signature', next: { secret: 'signature' } }, side)), 'signature')
  t.equal(await refusal(believingEither({ secret: 'stale', next: { secret: 'right' } }, side)), 'stale')
  t.equal(await refusal(believingEither({ secret: 'signature', next: { secret: 'replayed' } }, side)), 'replayed')
  t.equal(believingEither({ secret: 'signature', next: { secret: 'right' } }, side).answer('stored', request).body, 'stored')
})

test('a fault of the hub is no refusal', async t => {
  const broken = believingEither({ secret: '', next: { secret: 'right' } }, credentials => ({
    ...side(credentials), accept: async request => credentials.secret === '' ? Promise.reject(new Error('broken')) : await side(credentials).accept(request)
  }))
  await t.rejects(broken.accept(request), { message: 'broken' })
})

test('the settings of both have the same fields', async t => {
  const schema = rotating({ secret })
  t.match(schema.safeParse({ secret: 'a', next: { secret: 'b' } }), { success: true })
  t.match(schema.safeParse({ secret: 'a' }), { success: true })
  t.match(schema.safeParse({ secret: 'a', next: { secret: '' } }), { success: false })
  t.match(schema.safeParse({ secret: 'a', next: { secret: 'b', more: 1 } }), { success: false })
})
