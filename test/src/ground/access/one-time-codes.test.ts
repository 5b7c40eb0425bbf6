import { test } from 'tap'
import { base32, hashRecoveryCode, newRecoveryCodes, newTotpSecret, otpauthUri, stepAt, stepOf, totpCode } from '../../../../src/ground/access/one-time-codes.ts'

const SECRET = Buffer.from('12345678901234567890')

test('codes are those of RFC 6238, its last six digits', async t => {
  for (const [seconds, code] of [[59, '287082'], [1111111109, '081804'], [1111111111, '050471'], [1234567890, '005924'], [2000000000, '279037'], [20000000000, '353130']] as const) {
    t.equal(totpCode(SECRET, stepAt(new Date(seconds * 1000))), code)
  }
})

test('a code is good in its step and the one before and behind it', async t => {
  const now = new Date(1_111_111_111_000)
  const step = stepAt(now)
  t.strictSame([-2, -1, 0, 1, 2].map(away => stepOf(SECRET, totpCode(SECRET, step + away), now)), [undefined, step - 1, step, step + 1, undefined])
  for (const code of ['', '000000', '50471', '050471 ', '0504711']) t.equal(stepOf(SECRET, code, now), undefined, code)
  t.equal(stepOf(newTotpSecret(), '050471', now), undefined, 'of another secret')
})

test('a secret is written as apps read it', async t => {
  t.equal(base32(SECRET), 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')
  t.equal(base32(Buffer.from('foobar')), 'MZXW6YTBOI', 'RFC 4648 §10')
  t.equal(otpauthUri(SECRET, '联办 泾县', 'wang.li'),
    'otpauth://totp/%E8%81%94%E5%8A%9E%20%E6%B3%BE%E5%8E%BF:wang.li?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=%E8%81%94%E5%8A%9E%20%E6%B3%BE%E5%8E%BF&algorithm=SHA1&digits=6&period=30')
  t.equal(newTotpSecret().length, 20)
  t.notSame(newTotpSecret(), newTotpSecret())
})

test('recovery codes are ten, each of 80 bits, and known however they are typed', async t => {
  const codes = newRecoveryCodes()
  t.equal(new Set(codes).size, 10)
  for (const code of codes) {
    t.match(code, /^[A-Z2-7]{4}(-[A-Z2-7]{4}){3}$/)
    t.equal(hashRecoveryCode(` ${code.toLowerCase().replaceAll('-', ' ')}`), hashRecoveryCode(code))
  }
  t.not(hashRecoveryCode(codes[0]!), hashRecoveryCode(codes[1]!))
})
