import { test } from 'tap'
import { hashSecret } from '../../../../src/ground/access/secret-hash.ts'
import { newSecretVerifier } from '../../../../src/ground/access/secret-verifier.ts'

const BUSY = { code: 'too-many-requests', headers: { 'retry-after': '1' } } as any

test('a secret is one of those of its client, or of nobody', async t => {
  const { verify } = newSecretVerifier()
  const hashes = [await hashSecret('old'), await hashSecret('new')]
  for (const secret of ['old', 'new', 'old', 'new']) t.equal(await verify(hashes, secret), true, secret)
  for (const secret of ['', 'other', 'Old']) t.equal(await verify(hashes, secret), false, secret)
  t.equal(await verify(undefined, 'old'), false)
  t.equal(await verify([], ''), false)
  t.equal(await verify([hashes[1]!], 'old'), false, 'nor is it one that the client had')
})

test('few are looked at at a time; whoever was right before waits for nobody', async t => {
  const { verify } = newSecretVerifier()
  const hashes = [await hashSecret('right')]
  t.equal(await verify(hashes, 'right'), true)
  const wrong = Array.from({ length: 20 }, (_, number) => verify(hashes, `wrong ${number}`).catch(error => error))
  t.equal(await Promise.race([verify(hashes, 'right'), ...wrong.slice(0, 8)]), true, 'before any of those that are under way')
  await t.rejects(verify(undefined, 'right'), BUSY, 'also where there is no such client')
  const answers = await Promise.all(wrong)
  t.equal(answers.filter(answer => answer === false).length, 8)
  for (const answer of answers.slice(8)) t.match(answer, BUSY)
  t.equal(await verify(hashes, 'wrong'), false, 'and then there is room again')
})
