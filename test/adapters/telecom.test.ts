/** 中国电信's adapter beside its cases: transaction ids, GBK, and XML without end. */
import { readFileSync } from 'node:fs'
import { test } from 'tap'
import { encodeGbk, readMessage, writeMessage } from '../../adapters/telecom-envelope.ts'
import { transactionId } from '../../adapters/telecom.ts'
import { readContractRoot, type Json } from '../../simulators/telecom-envelope.ts'
import { commonParts } from '../kit/adapter-cases.ts'
import { connectAdapter, NOW } from '../kit/connected-adapter.ts'
import { changedRequest } from '../kit/wire/wire.ts'
import { wire } from '../kit/wire/telecom.ts'

test('the transaction id of the document', async t => {
  t.equal(transactionId('3418230001', NOW, '0000000001'), '3418230001202601050000000001')
  t.equal(transactionId('3418230001', new Date('2026-01-04T16:00:00Z'), '0000000001'), '3418230001202601050000000001', 'the day is that of Asia/Shanghai')
})

test('GBK', async t => {
  await t.test('what GBK has is written in it, what it lacks as a numeric reference, and never a question mark', async t => {
    t.equal(encodeGbk('泾县').toString('hex'), 'e3fecfd8')
    t.equal(encodeGbk('㛃').toString('latin1'), '&#14019;')
    t.equal(encodeGbk('㙻').toString('latin1'), '&#13947;')
    t.equal(encodeGbk('𠮷').toString('latin1'), '&#134071;')
    t.equal(encodeGbk('€').toString('latin1'), '&#8364;', 'the euro came to GBK later and differently')
    t.equal(encodeGbk('\uE000').toString('latin1'), '&#57344;', 'private use is private')
    t.equal(encodeGbk('?').toString('latin1'), '?')
  })

  await t.test('a character is written in two bytes where CP936 has it, at its place, and else as a reference', async t => {
    const known = cp936()
    t.equal(known.size, 21_791, 'characters of CP936')
    const wrong: string[] = []
    for (let code = 0x80; code < 0x30000; code++) {
      if (code >= 0xd800 && code < 0xe000) continue
      const character = String.fromCodePoint(code)
      const expected = known.get(character) ?? Buffer.from(`&#${code};`).toString('hex')
      if (encodeGbk(character).toString('hex') !== expected) wrong.push(code.toString(16))
    }
    t.strictSame(wrong, [])
    t.equal(encodeGbk('刘䶮').toString('latin1'), '\xc1\xf5&#19886;')
  })

  await t.test('every character of the basic plane comes back, at the bus as at the hub', async t => {
    const lost: string[] = []
    for (let from = 0x20; from < 0x10000; from += 0x400) {
      const text = Array.from({ length: 0x400 }, (_, index) => String.fromCharCode(from + index)).join('').replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, '')
      const bytes = writeMessage({ A: `[${text}]` })
      const there = readContractRoot(bytes) as Json
      const here = readMessage(bytes, undefined, why => new Error(why)) as Json
      if (there['TcpCont']['A'] !== `[${text}]` || here['TcpCont']['A'] !== `[${text}]`) lost.push(from.toString(16))
    }
    t.strictSame(lost, [])
  })

  await t.test('what XML has no place for becomes the replacement character', async t => {
    const bytes = writeMessage({ A: 'a\u0001\uffff\ud800b' })
    t.equal((readContractRoot(bytes) as Json)['TcpCont']['A'], 'a\uFFFD\uFFFD\uFFFDb')
  })
})

/** The two bytes of each character by another implementation's table. */
function cp936 (): Map<string, string> {
  const [, ...rows] = readFileSync(new URL('cp936.txt', import.meta.url), 'utf8').trimEnd().split('\n')
  return new Map(rows.flatMap(row => Array.from(row.slice(3), (character, index): [string, string] =>
    [character, `${row.slice(0, 2)}${(0x40 + index).toString(16)}`.toLowerCase()])).filter(([character]) => character !== '\ufffd'))
}

test('a message of depth without end is malformed', async t => {
  const { adapter, context } = connectAdapter(t, 'telecom')
  const genuine = wire.tell!({ body: commonParts('telecom')['told'] }, { settings: context.settings, now: NOW })
  const deep = changedRequest(genuine, { replace: [['<REMARK>X', `<REMARK>${'<a>'.repeat(2000)}${'</a>'.repeat(2000)}`]] })
  await t.resolves(adapter.callback!.accept(genuine), 'the genuine one is not')
  await t.rejects(adapter.callback!.accept(deep), { name: 'CallbackRefused', reason: 'malformed' })
})
