/** 港华燃气's adapter beside its cases: sign and seq, and a token of another day. */
import { createHash } from 'node:crypto'
import { test } from 'tap'
import { towngasSeq, towngasSign, upperMd5 } from '../../adapters/towngas-signature.ts'
import { commonParts } from '../kit/adapter-cases.ts'
import { atSimulator, NOW, profileSettings } from '../kit/connected-adapter.ts'

const { basePassword, accessPassword } = profileSettings('towngas')['credentials']

test('signature', async t => {
  await t.test('gives the vectors of the interface document', async t => {
    t.equal(towngasSign({ seq: '10012026010509301500000000000001', appId: 'LB341823' }, '', basePassword), '29B3F099AF95B2CC6758096586B7F1CC')
    const query = { seq: '50012026010509301500000000000002', appId: 'LB341823', token: '0123456789abcdefghij' }
    t.equal(towngasSign(query, '{"externalNo":"JXLB000001-G"}', accessPassword), 'CAE32F9EC737E04752F53E0CA34C6949')
  })

  await t.test('leaves out empty values and the sign itself', async t => {
    const query = { seq: '1', appId: 'LB341823' }
    t.equal(towngasSign({ ...query, type: '', sign: 'X' }, '', 'p'), towngasSign(query, '', 'p'))
  })

  await t.test('has the MD5 of a file for its bytes', async t => {
    const bytes = Buffer.from([0xff, 0xd8, 0, 1, 0xfe])
    t.equal(upperMd5(bytes), createHash('md5').update(bytes).digest('hex').toUpperCase())
  })

  await t.test('a seq is the interface number, Shanghai time and the serial', async t => {
    t.equal(towngasSeq('1001', new Date('2026-01-05T01:30:15Z'), '00000000000001'), '10012026010509301500000000000001')
  })
})

test('a token that the enterprise does not know is renewed', async t => {
  const { adapter, context } = await atSimulator(t, 'towngas')
  await context.token.current(async () => ({ value: 'token-of-another-day', expiresAt: new Date(NOW.getTime() + 7200_000) }))
  t.strictSame(await adapter.inquire(commonParts('towngas')['key']), { kind: 'notFound' })
  t.equal(context.paced(), 3, 'refused, renewed, repeated')
})
