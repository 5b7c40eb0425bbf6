import { test } from 'tap'
import { maskAddress, maskIdNumber, maskName, maskPhone } from '../../../../src/ground/form/mask.ts'

test('a name keeps its first character', async t => {
  t.equal(maskName('王梅'), '王*')
  t.equal(maskName('王小梅'), '王**')
  t.equal(maskName('𠮷田'), '𠮷*', 'a rare character is not cut in two')
  t.equal(maskName('王'), '*', 'a single character is everything there is')
  t.equal(maskName('𠮷'), '*')
})

test('a mobile number keeps three digits before and four behind', async t => {
  t.equal(maskPhone('13800001234'), '138****1234')
})

test('a landline keeps its last two digits', async t => {
  t.equal(maskPhone('0563-5022345'), '**********45')
  t.equal(maskPhone('01062345678'), '*********78')
})

test('a number of 18 characters keeps three before and four behind', async t => {
  t.equal(maskIdNumber('11010519491231002X'), '110***********002X')
})

test('a shorter or longer number keeps its last two characters', async t => {
  t.equal(maskIdNumber('E12345678'), '*******78')
  t.equal(maskIdNumber('A1234567890123456789'), '******************89')
  t.equal(maskIdNumber('军字第1234567号'), '*********7号')
  t.equal(maskIdNumber('𠮷字第1234567𠮷'), '*********7𠮷', 'a rare character is not cut in two')
})

test('of a very short number not everything is shown', async t => {
  for (const number of ['7', '78']) t.not(maskIdNumber(number).replaceAll('*', ''), number)
})

test('an address keeps its first six characters', async t => {
  t.equal(maskAddress('泾川镇稼祥中路12号3幢502室'), '泾川镇稼祥中***')
  t.equal(maskAddress('𠮷川镇稼祥中路12号3幢502室'), '𠮷川镇稼祥中***')
})

test('of a short address less than half is shown', async t => {
  for (const address of ['桃花潭镇1号', '茂林', '茂', '云岭镇罗里村']) {
    const shown = maskAddress(address).replaceAll('*', '')
    t.ok([...shown].length < [...address].length / 2, `${address}: ${shown}`)
  }
})
