/** What a sample of the profiler is counted for. */
import { test } from 'tap'
import { placeOf } from '../../bench/profile.ts'

test('a function belongs to its package or its room', async t => {
  t.equal(placeOf('file:///somewhere/project/node_modules/pg/lib/client.js'), 'pg')
  t.equal(placeOf('file:///somewhere/node_modules/a/node_modules/@fastify/swagger/index.js'), '@fastify/swagger')
  t.equal(placeOf('node:internal/crypto/cipher'), 'node:internal/crypto')
  t.equal(placeOf('node:net'), 'node:net')
  t.equal(placeOf('file:///a-bench/src/records/trail/exchanges.ts', 'file:///a-bench/'), 'src/records/trail')
  t.equal(placeOf('file:///a-bench/adapters/enn.ts', 'file:///a-bench/'), 'adapters/enn.ts')
  t.equal(placeOf(new URL('../../kit/sandbox.ts', import.meta.url).href), 'kit/sandbox.ts')
})
