import { test } from 'tap'
import { passwordFault, spelt } from '../../../../src/ground/access/password-rules.ts'

const fault = (password: string): string | undefined => passwordFault(password, ['wang.li', '王丽'])

test('a password that does', async t => {
  for (const password of ['Tr0ub4dor&3xk', 'kaffee-Haus-blau-7', '水电Qi网-7m2kx', 'mV9$wq-tb2K', 'x'.repeat(60) + 'Hu7-pmqz', 'Lr7kVnw0Zp2d-Aa1']) t.equal(fault(password), undefined, password)
})

test('one that is too short, or too long to be meant', async t => {
  for (const password of ['', 'mV9$wq-tb', 'a'.repeat(126) + 'A1-']) t.equal(fault(password), 'password-length', password.slice(0, 20))
  t.equal(fault('𠮷𠮷𠮷𠮷aA1'), 'password-length', 'characters are counted, not halves of them')
})

test('one of too few kinds of characters', async t => {
  for (const password of ['kaffeehausblau', 'KaffeeHausBlau', '73920184736', 'kaffee73haus', '王丽王丽王丽水电气网']) t.equal(fault(password), 'password-classes', password)
})

test('one that everybody tries', async t => {
  for (const password of [
    'Password123', 'P@ssw0rd123', 'Admin@123456', 'Qwer1234!@#$', 'Aa123456789', 'Abcd@123456', '1qaz2wsx#EDC', 'Huawei@12345', 'Welcome2026!', 'Admin@2026', 'Root!!!!1234', 'Aaaaaaaa1!',
    'Woaini1314520!', 'Zxcvbnm123!', 'Lianban@2026', 'Pass@w0rd2026', 'P4$$w0rd!!9'
  ]) t.equal(fault(password), 'password-common', password)
})

test('one that has the name of the account in it', async t => {
  for (const password of ['Wang.Li-8m2kx', 'xx8W@ng.limqz']) t.equal(passwordFault(password, ['wang.li']), 'password-of-account', password)
  t.equal(passwordFault('mV9$wq-tb2K', ['w']), undefined, 'a letter is no name')
})

test('what is typed in two ways is one password', async t => {
  t.equal(spelt('Ｋaffee'), spelt('Kaffee'))
  t.equal(spelt('Café'), spelt('Cafe\u0301'))
})
