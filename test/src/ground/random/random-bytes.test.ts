import { test } from 'tap'
import { unusedBytes } from '../../../../src/ground/random/random-bytes.ts'

test('they are others each time, over many pages, and stay as they were given', async t => {
  const given = Array.from({ length: 2000 }, (_, index) => unusedBytes(index % 2 === 0 ? 12 : 16))
  const told = given.map(bytes => bytes.toString('hex'))
  t.equal(new Set(told).size, given.length)
  t.strictSame(given.map(({ length }) => length).slice(0, 2), [12, 16])
  t.strictSame(given.map(bytes => bytes.toString('hex')), told)
  t.notOk(given.some(bytes => bytes.every(byte => byte === 0)))
})

test('no two are the same place', async t => {
  const given = Array.from({ length: 1000 }, () => unusedBytes(12))
  given.forEach((bytes, index) => bytes.fill(index % 251))
  t.ok(given.every((bytes, index) => bytes.every(byte => byte === index % 251)))
})
