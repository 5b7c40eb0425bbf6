import { test } from 'tap'
import { nextNonce } from '../../../../src/ground/sealing/nonces.ts'

test('every nonce is another one, over many pages, and stays as it was given', async t => {
  const given = Array.from({ length: 2000 }, (_, index) => nextNonce(index % 2 === 0 ? 12 : 16))
  const told = given.map(nonce => nonce.toString('hex'))
  t.equal(new Set(told).size, given.length)
  t.strictSame(given.map(({ length }) => length).slice(0, 2), [12, 16])
  t.strictSame(given.map(nonce => nonce.toString('hex')), told)
  t.notOk(given.some(nonce => nonce.every(byte => byte === 0)))
})

test('no two of them lie on the same bytes', async t => {
  const nonces = Array.from({ length: 1000 }, () => nextNonce(12))
  nonces.forEach((nonce, index) => nonce.fill(index % 251))
  t.ok(nonces.every((nonce, index) => nonce.every(byte => byte === index % 251)))
})
