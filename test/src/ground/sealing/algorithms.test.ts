/** The algorithms against the vectors of their standards, and against what an attacker would do to a ciphertext. */
import { createCipheriv, createDecipheriv, createHash, createHmac, createSecretKey, hkdfSync, randomBytes } from 'node:crypto'
import { test } from 'tap'
import { ALGORITHMS, type AlgorithmName } from '../../../../src/ground/sealing/algorithms.ts'

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(/\s/g, ''), 'hex')

test('AES-256-GCM as NIST has it (McGrew & Viega, test cases 13, 14 and 16)', async t => {
  const key = hex('feffe9928665731c6d6a8f9467308308 feffe9928665731c6d6a8f9467308308')
  const plaintext = hex('d9313225f88406e5a55909c5aff5269a 86a7a9531534f7da2e4c303d8a318a72 1c3c0c95956809532fcf0e2449a6b525 b16aedf5aa0de657ba637b39')
  const cases = [
    [Buffer.alloc(32), Buffer.alloc(12), '', '', '', '530f8afbc74536b9a963b4f1c4cb738b'],
    [Buffer.alloc(32), Buffer.alloc(12), '00'.repeat(16), '', 'cea7403d4d606b6e074ec5d3baf39d18', 'd0d1c8a799996bf0265b98b5d48ab919'],
    [key, hex('cafebabefacedbaddecaf888'), plaintext.toString('hex'), 'feedfacedeadbeeffeedfacedeadbeefabaddad2',
      '522dc1f099567d07f47f37a32a84427d 643a8cdcbfe5c0c97598a2bd2555d1aa 8cb08e48590dbb3da7b08b1056828838 c5f61e6393ba7a0abcc9f662', '76fc6ece0f4e1768cddf8853bb2d551b']
  ] as const
  for (const [key, nonce, plaintext, associated, ciphertext, tag] of cases) {
    const cipher = ALGORITHMS['aes-256-gcm'].cipher(createSecretKey(key))
    const sealed = cipher.encrypt(nonce, hex(plaintext), hex(associated))
    t.equal(sealed.toString('hex'), hex(ciphertext + tag).toString('hex'))
    t.strictSame(cipher.decrypt(nonce, sealed, hex(associated)), hex(plaintext))
  }
})

test('the SM4, SM3 and HMAC-SM3 that Node has are those of the standards', async t => {
  const key = hex('0123456789abcdeffedcba9876543210')
  const encrypt = (block: Buffer): Buffer => createCipheriv('sm4-ecb', key, null).setAutoPadding(false).update(block)
  t.equal(encrypt(key).toString('hex'), '681edf34d206965e86b3e94f536e4246', 'GB/T 32907 A.1')
  const decipher = createDecipheriv('sm4-ecb', key, null).setAutoPadding(false)
  t.strictSame(decipher.update(hex('681edf34d206965e86b3e94f536e4246')), key, 'and back')
  t.equal(createHash('sm3').update('abc').digest('hex'), '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0', 'GB/T 32905 A.1')
  t.equal(createHash('sm3').update('abcd'.repeat(16)).digest('hex'), 'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732', 'GB/T 32905 A.2')
  const mac = (key: string, message: string | Buffer): string => createHmac('sm3', hex(key)).update(message).digest('hex')
  const bytes = Array.from({ length: 37 }, (_, index) => (index + 1).toString(16).padStart(2, '0'))
  t.equal(mac(bytes.slice(0, 32).join(''), 'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq'.repeat(2)), 'ca05e144ed05d1857840d1f318a4a8669e559fc8391f414485bfdf7bb408963a', 'GM/T 0042 D.3')
  t.equal(mac(bytes.join(''), Buffer.alloc(50, 0xcd)), '220bf579ded555393f0159f66c99877822a3ecf610d1552154b41d44b94db3ae', 'GM/T 0042 D.3')
})

test('SM4 is CBC under one derived key, then HMAC-SM3 under another', async t => {
  const key = hex('0123456789abcdeffedcba9876543210')
  const nonce = hex('000102030405060708090a0b0c0d0e0f')
  const derived = (purpose: string, bytes: number): Buffer => Buffer.from(hkdfSync('sm3', key, '', purpose, bytes))
  const cipher = createCipheriv('sm4-cbc', derived('lianban sm4-cbc', 16), nonce)
  const ciphertext = Buffer.concat([cipher.update('王小梅'), cipher.final()])
  const tag = createHmac('sm3', derived('lianban hmac-sm3', 32)).update(hex('0000000000000005')).update('place').update(nonce).update(ciphertext).digest()
  t.strictSame(ALGORITHMS.sm4.cipher(createSecretKey(key)).encrypt(nonce, Buffer.from('王小梅'), Buffer.from('place')), Buffer.concat([ciphertext, tag]))
  t.notSame(derived('lianban sm4-cbc', 16), derived('lianban hmac-sm3', 16))
})

for (const [name, { keyBytes, cipher: cipherOf }] of Object.entries(ALGORITHMS) as Array<[AlgorithmName, typeof ALGORITHMS[AlgorithmName]]>) {
  test(`${name} opens nothing but what was sealed, for whom, under the same key`, async t => {
    const cipher = cipherOf(createSecretKey(randomBytes(keyBytes)))
    const nonce = randomBytes(cipher.nonceBytes)
    const associated = Buffer.from('applications.form_sealed\n1')
    for (const plaintext of [Buffer.alloc(0), Buffer.from('王小梅'), randomBytes(16), randomBytes(100_000)]) {
      const sealed = cipher.encrypt(nonce, plaintext, associated)
      t.strictSame(cipher.decrypt(nonce, sealed, associated), plaintext)
      t.throws(() => cipher.decrypt(nonce, sealed, Buffer.from('applications.form_sealed\n2')), 'another place')
      t.throws(() => cipher.decrypt(randomBytes(cipher.nonceBytes), sealed, associated), 'another nonce')
      t.throws(() => cipherOf(createSecretKey(randomBytes(keyBytes))).decrypt(nonce, sealed, associated), 'another key')
      for (const at of [0, sealed.length >> 1, sealed.length - 1]) {
        const changed = Buffer.from(sealed)
        changed[at]! ^= 1
        t.throws(() => cipher.decrypt(nonce, changed, associated), `bit ${at} turned over`)
      }
      for (const cut of [0, 1, 15, sealed.length - 1]) t.throws(() => cipher.decrypt(nonce, sealed.subarray(0, cut), associated), `cut to ${cut}`)
    }
  })
}

test('with SM4 nothing moves between associated data and ciphertext', async t => {
  const cipher = ALGORITHMS.sm4.cipher(createSecretKey(randomBytes(16)))
  const nonce = randomBytes(16)
  const sealed = cipher.encrypt(nonce, Buffer.from('ab'), Buffer.from('place'))
  t.throws(() => cipher.decrypt(nonce, sealed, Buffer.concat([Buffer.from('place'), nonce])))
})
