import { test } from 'tap'
import { hashSecret, isSecretOf, SECRET_HASH } from '../../../src/access/secret-hash.ts'

test('a hash is of its secret and of no other', async t => {
  const hash = await hashSecret('right')
  t.match(hash, SECRET_HASH)
  t.equal(await isSecretOf(hash, 'right'), true)
  for (const wrong of ['', 'Right', 'right ', 'wrong', hash]) t.equal(await isSecretOf(hash, wrong), false, wrong)
})

test('the same secret is hashed anew each time', async t => {
  t.not(await hashSecret('same'), await hashSecret('same'))
})

test('a hash of RFC 7914 is understood as others wrote it', async t => {
  // scrypt("pleaseletmein", "SodiumChloride", N = 16384, r = 8, p = 1), the first half of its 64 bytes; its salt is shorter than ours.
  const salt = Buffer.from('SodiumChloride\0\0')
  const other = `$scrypt$ln=14,r=8,p=1$${salt.toString('base64').replace(/=+$/, '')}$`
  t.match(`${other}${'A'.repeat(43)}`, SECRET_HASH)
  t.equal(await isSecretOf(`${other}${'A'.repeat(43)}`, 'pleaseletmein'), false)
})

test('what is no hash, or costs more than a request may, is none', async t => {
  const hash = await hashSecret('right')
  for (const wrong of ['', 'right', hash.replace('$scrypt', '$argon2id'), hash.replace('ln=15', 'ln=20'), hash.replace('ln=15', 'ln=9'), hash.replace('r=8', 'r=16'), hash.slice(0, -1), `${hash}A`]) {
    t.notMatch(wrong, SECRET_HASH, wrong)
    await t.rejects(isSecretOf(wrong, 'right'), /not a hash of a secret/)
  }
})
