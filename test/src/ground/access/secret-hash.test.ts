import { scryptSync } from 'node:crypto'
import { test } from 'tap'
import { hashSecret, isSecretOf, SECRET_HASH } from '../../../../src/ground/access/secret-hash.ts'

test('a hash is of its secret and of no other', async t => {
  const hash = await hashSecret('right')
  t.match(hash, SECRET_HASH)
  t.equal(await isSecretOf(hash, 'right'), true)
  for (const wrong of ['', 'Right', 'right ', 'wrong', hash]) t.equal(await isSecretOf(hash, wrong), false, wrong)
})

test('the same secret is hashed anew each time', async t => {
  t.not(await hashSecret('same'), await hashSecret('same'))
})

test('a hash is scrypt as everybody computes it, with the costs that it names', async t => {
  const salt = Buffer.from('sixteen bytes 16')
  for (const ln of [14, 17]) {
    const hash = scryptSync('right', salt, 32, { N: 2 ** ln, r: 8, p: 1, maxmem: 2 ** 28 })
    const [written, costly] = [salt, hash].map(bytes => bytes.toString('base64').replace(/=+$/, ''))
    t.equal(await isSecretOf(`$scrypt$ln=${ln},r=8,p=1$${written}$${costly}`, 'right'), true)
  }
})

test('what is no hash, or costs more than a request may, is none', async t => {
  const hash = await hashSecret('right')
  for (const wrong of ['', 'right', hash.replace('$scrypt', '$argon2id'), hash.replace('ln=15', 'ln=20'), hash.replace('ln=15', 'ln=9'), hash.replace('r=8', 'r=16'), hash.slice(0, -1), `${hash}A`]) {
    t.notMatch(wrong, SECRET_HASH, wrong)
    await t.rejects(isSecretOf(wrong, 'right'), /not a hash of a secret/)
  }
})
