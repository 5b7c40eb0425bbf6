import { test } from 'tap'
import { readEnvelope } from '../../../../src/ground/sealing/envelope.ts'
import { openVault } from '../../../../src/ground/sealing/vault.ts'
import type { PersonalDataSettings } from '../../../../src/ground/sealing/settings.ts'

const FIRST = { id: '2026', algorithm: 'aes-256-gcm', key: Buffer.alloc(32, 1).toString('base64') } as const
const SECOND = { id: 'sm4.2027_a-b', algorithm: 'sm4', key: Buffer.alloc(16, 2).toString('base64') } as const
const searchKey = Buffer.alloc(32, 3).toString('base64')
const settings = (...keys: PersonalDataSettings['keys']): PersonalDataSettings => ({ keys, active: keys.at(-1)!.id, searchKey })

const FORM = { basic: { applicantName: '王小梅', phone: '13800000000' } }

for (const key of [FIRST, SECOND]) {
  test(`a vault with ${key.algorithm}`, async t => {
    const vault = openVault(settings(key))
    const sealed = vault.seal(['form', 7], FORM)
    t.strictSame(vault.open(['form', 7], sealed), FORM)
    t.strictSame(vault.open(['form', '7'], sealed), FORM, 'a row is named alike whether the driver gives it as a number or as text')
    t.equal(readEnvelope(sealed).keyId, key.id)
    t.notOk(['王小梅', '13800000000'].some(value => sealed.includes(value)))
    t.notSame(vault.seal(['form', 7], FORM), sealed, 'never twice the same')

    t.throws(() => vault.open(['form', 8], sealed), 'not in another row')
    t.throws(() => vault.open(['payload', 7], sealed), 'not in another column')
    t.throws(() => vault.open(['attachment', 7], sealed), 'not in the storage')
    for (let at = 0; at < sealed.length; at += 7) {
      const changed = Buffer.from(sealed)
      changed[at]! ^= 4
      t.throws(() => vault.open(['form', 7], changed), `not with byte ${at} changed`)
    }
    for (const cut of [0, 1, 2, 8, sealed.length - 1]) t.throws(() => vault.open(['form', 7], sealed.subarray(0, cut)), `not cut to ${cut} bytes`)

    const content = Buffer.from([0, 255, 1, 254])
    t.strictSame(vault.openBytes(['callbackBody', 1], vault.sealBytes(['callbackBody', 1], content)), content)
    t.strictSame(vault.openBytes(['callbackBody', 1], vault.sealBytes(['callbackBody', 1], Buffer.alloc(0))), Buffer.alloc(0), 'an empty message')
  })
}

test('what an earlier key sealed is read on while a later one seals', async t => {
  const before = openVault(settings(FIRST))
  const during = openVault(settings(FIRST, SECOND))
  const after = openVault(settings(SECOND))
  const old = before.seal(['form', 1], FORM)
  t.strictSame(during.open(['form', 1], old), FORM)
  t.strictSame(after.open(['form', 1], during.seal(['form', 1], FORM)), FORM)
  t.throws(() => after.open(['form', 1], old), { message: 'personalData.keys has no key 2026' })
  t.equal(during.active, SECOND.id)
})

test('an id that was changed into that of another key opens nothing', async t => {
  const twin = { ...FIRST, id: '2027' }
  const sealed = openVault(settings(FIRST)).seal(['form', 1], FORM)
  const renamed = Buffer.from(sealed)
  renamed.write('2027', 2)
  t.equal(readEnvelope(renamed).keyId, '2027')
  t.throws(() => openVault(settings(twin)).open(['form', 1], renamed), 'even where it is the same key')
})
