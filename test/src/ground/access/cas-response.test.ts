import { test } from 'tap'
import { readServiceResponse } from '../../../../src/ground/access/cas-response.ts'
import { failure, serviceResponse, success } from '../../../kit/servers/cas-server.ts'

const read = (xml: string | Buffer) => readServiceResponse(Buffer.from(xml), why => new Error(why))

test('who it is, and what else the server tells of them', async t => {
  t.strictSame(read(success('wang.li')), { user: 'wang.li', attributes: {} })
  t.strictSame(read(success('wang.li', { cn: '王丽 & <李>', memberOf: ['a', 'b'], empty: '' })), { user: 'wang.li', attributes: { cn: '王丽 & <李>', memberOf: ['a', 'b'], empty: '' } })
  t.strictSame(read(`<?xml version="1.0" encoding="UTF-8"?>\n${success('wang.li')}`), { user: 'wang.li', attributes: {} })
  t.strictSame(read('<serviceResponse><authenticationSuccess><user>0123</user><attributes><age>42</age><a><b>c</b></a></attributes></authenticationSuccess></serviceResponse>'), {
    user: '0123', attributes: { age: '42' }
  }, 'numbers stay texts, and what has elements in it is none that could be named')
})

test('hostile XML is refused, and says why without a value', async t => {
  const of = (user: string, more = '') => serviceResponse(`<cas:authenticationSuccess>${user}${more}</cas:authenticationSuccess>`)
  const laughs = Array.from({ length: 9 }, (_, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`).join('')
  for (const [xml, why] of [
    ['', 'XML'], ['<', 'XML'], ['{"user":"admin"}', 'XML'], ['<html><body/></html>', 'serviceResponse'], [success('a') + success('b'), /XML|serviceResponse/],
    [`<!DOCTYPE x [<!ENTITY l0 "l">${laughs}]>${of('<cas:user>&l9;</cas:user>')}`, 'declarations, comments or CDATA'],
    [`<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${of('<cas:user>&e;</cas:user>')}`, 'declarations, comments or CDATA'],
    [of('<cas:user>admin<!-- -->.evil</cas:user>'), 'declarations, comments or CDATA'], [of('<cas:user><![CDATA[admin]]></cas:user>'), 'declarations, comments or CDATA'],
    [of('<cas:user>admin<?x y?>.evil</cas:user>'), 'processing instructions'], [`${of('<cas:user>a</cas:user>')}<?x?>`, 'processing instructions'],
    [of('<cas:user>&admin;</cas:user>'), 'XML'], [of('<cas:user>&#0;</cas:user>'), 'XML'], [of('<cas:user>&#xD800;</cas:user>'), 'XML'], [of('<cas:user>a</cas:user><evil:user>b</evil:user>'), 'user'],
    [of('<cas:user>a</cas:user><cas:user>b</cas:user>'), 'user'], [of('<cas:user><b>a</b></cas:user>'), 'user'], [of('<cas:user> </cas:user>'), 'user'], [of(`<cas:user>${'a'.repeat(201)}</cas:user>`), 'user'],
    [of(''), 'authenticationSuccess'], [failure('INVALID_TICKET'), 'authenticationFailure'],
    [serviceResponse('<cas:authenticationFailure code="X">no</cas:authenticationFailure><cas:authenticationSuccess><cas:user>a</cas:user></cas:authenticationSuccess>'), 'authenticationFailure'],
    [of('<cas:user>a</cas:user>', `<cas:attributes>${'<x>'.repeat(200)}${'</x>'.repeat(200)}</cas:attributes>`), 'XML'],
    [of('<cas:user>a</cas:user>', '<cas:attributes>text</cas:attributes>'), 'attributes'], [Buffer.from([0x3c, 0xff, 0xfe]), 'UTF-8']
  ] as const) {
    t.throws(() => read(xml), { message: why }, String(xml).slice(0, 90))
  }
})

test('names that mean something to a program mean nothing here', async t => {
  for (const name of ['constructor', '__proto__', 'prototype']) t.throws(() => read(success('a', { [name]: 'x' })), { message: 'XML' }, name)
  const { attributes } = read(success('a', { toString: 'x', valueOf: 'y' }))
  t.equal(String(attributes), '[object Object]')
  t.equal(Object.getPrototypeOf(attributes), Object.prototype)
})
