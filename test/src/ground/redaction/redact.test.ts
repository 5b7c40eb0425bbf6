/** What an enterprise and the hub say to each other is kept without the person and without proofs, whatever it is written in. */
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { test } from 'tap'
import { unescaped } from '../../../../src/ground/redaction/legible.ts'
import { personalValues } from '../../../../src/ground/redaction/personal-values.ts'
import { LONGEST_BODY, newRedactor, withoutPersonal } from '../../../../src/ground/redaction/redact.ts'
import { householdForm } from '../../../kit/forms.ts'

const form = householdForm()
const { applicantName, phone, idNumber, address } = form.basic
const redactor = newRedactor(personalValues(form), ['water-sandbox-secret'])

test('fields keep their names, codes and order', async t => {
  const sent = { flowsn: 'JXLB000001-W', flowcode: 'water_new', linkman: applicantName, tel: Number(phone), demand: 0.5, files: [], none: null, yes: true }
  t.strictSame(JSON.parse(redactor.body(JSON.stringify(sent))), { ...sent, linkman: '***', tel: '***' })
})

test('a form that holds JSON is shown as what it holds', async t => {
  const body = new URLSearchParams({ clientid: 'LB341823', data: JSON.stringify({ credno: idNumber, address: address.text }), sign: 'abc' }).toString()
  t.equal(redactor.body(body, 'application/x-www-form-urlencoded'), '{"clientid":"LB341823","data":{"credno":"***","address":"***"},"sign":"***"}')
})

test('XML keeps its elements', async t => {
  const xml = `<?xml version="1.0" encoding="GBK"?><C><SrcSysSign>x</SrcSysSign><N>${applicantName}&amp;</N><ATTR CD="A" TOKEN='x' VAL="${phone}"/><D><![CDATA[${idNumber}]]></D></C>`
  t.equal(redactor.body(iconv.encode(xml, 'gbk'), 'text/xml;charset=GBK'),
    '<?xml version="1.0" encoding="GBK"?><C><SrcSysSign>***</SrcSysSign><N>***&</N><ATTR CD="A" TOKEN="***" VAL="***"/><D><![CDATA[***]]></D></C>')
})

test('which field was refused can be read, what stood in it cannot', async t => {
  t.equal(redactor.body(JSON.stringify({ code: '400', msg: `credno ${idNumber} 校验码不对（${applicantName}）` })), '{"code":"400","msg":"credno *** 校验码不对（***）"}')
})

test('numbers of other people are known by their looks', async t => {
  for (const number of ['342501199001011234', '34250119900101123X', '13912345678', '0563-5022345', '05635022345']) t.equal(redactor.text(`号码：${number}。`), '号码：***。', number)
  for (const serial of ['XC3418232026010509301501', '3418230001202601050000000001', '20260105093015000001', '1767578400000', 'LB20260105093015000000000001', 'TG34182300000001', '99011234', '2026-01-05 09:30:15 000']) t.equal(redactor.text(serial), serial)
})

test('proofs are known by their name, their looks or their value', async t => {
  const fields = { sign: 'abc', X_GW_Signature: 'abc', TOKEN: 'abc', access_token: 'abc', client_assertion: 'abc', clientSecret: 'abc', appKey: 1, Authorization: 'Bearer abc', nested: { password: ['abc'] } }
  t.notMatch(redactor.body(JSON.stringify(fields)), /abc|:1/)
  for (const proof of ['eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJsaWFuYmFuIn0.c2ln', 'd41d8cd98f00b204e9800998ecf8427e', 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=', 'water-sandbox-secret']) {
    t.equal(redactor.body(JSON.stringify({ value: proof })), '{"value":"***"}', proof)
  }
  t.equal(redactor.text('Authorization: Bearer abc.def'), 'Authorization: Bearer ***')
  t.equal(redactor.text('href=https://hub/v1/attachments/0b6f?expires=1&signature=abcdefgh12 (signature 错误)'), 'href=https://hub/v1/attachments/0b6f?expires=1&signature=*** (signature 错误)')
  t.equal(redactor.body('{"token_type":"Bearer","expires_in":600,"design":"已设计","assign":"张工"}'), '{"token_type":"Bearer","expires_in":600,"design":"已设计","assign":"张工"}', 'not all that sounds like one is one')
})

test('of a URL the way stays, and of headers those that prove nothing', async t => {
  t.equal(redactor.url(`https://user:pass@gas.example:8443/open/5001?seq=5001&token=abc&sign=abc&mobile=${phone}`), 'https://gas.example:8443/open/5001?seq=5001&token=***&sign=***&mobile=***')
  t.equal(redactor.url(`http://a.example/orders/${encodeURIComponent(applicantName)}/JXLB000001-G`), 'http://a.example/orders/***/JXLB000001-G')
  t.strictSame(redactor.headers({ 'Content-Type': 'text/xml', 'X-Sg-Sign': 'abc', authorization: 'Bearer abc', cookie: 'abc', location: `/orders?name=${encodeURIComponent(applicantName)}`, 'set-cookie': ['a', 'b'] }),
    { 'content-type': 'text/xml', location: '/orders?name=***' })
})

test('nothing turns round what is read, nor hides behind it', async t => {
  const turned = `${applicantName[0]}\u202e${applicantName.slice(1)}`
  t.equal(redactor.text(`\u2067材料不全（${turned}）`), '材料不全（***）')
  t.equal(redactor.body(JSON.stringify({ msg: `\u202d${turned}\u200f` })), '{"msg":"***"}')
  t.equal(redactor.body('<msg>&#8238;缺章&#x200f;</msg>', 'text/xml'), '<msg>缺章</msg>')
})

test('a long message is cut, an odd one can be stored', async t => {
  const long = redactor.body(JSON.stringify({ text: '话'.repeat(20_000) }))
  t.ok(long.startsWith('{"text":"话') && long.length < LONGEST_BODY + 50)
  t.match(long, /… \[3627 more characters\]$/)
  t.equal(redactor.body('\0a\ud800'), 'a\ufffd')
})

test('what is made to be read slowly is read once', async t => {
  const redactor = newRedactor({ identity: [], words: [] })
  const long = 60_000
  t.match(redactor.body(`<a${'.'.repeat(long)} key="secret">`, 'text/xml'), /^<a\.+/)
  t.match(redactor.body('eyJ%2D'.repeat(long / 6), 'text/plain'), /^(eyJ%2D)+|\*\*\*/)
  t.match(redactor.body('%7A'.repeat(long / 3), 'text/plain'), /^(%7A)+/)
  t.match(redactor.body(`a${' '.repeat(long)}b`, 'text/plain'), /^a +/)
  t.match(redactor.body('Bearer '.repeat(long / 7), 'text/plain'), /Bearer/)
})

test('for people the words stay that are not the applicant\'s', async t => {
  const own = withoutPersonal(personalValues(form, { basic: { remark: '请周末上门安装' }, water: { kindText: '检修' } }))
  t.equal(own(`${applicantName}：安装师傅 13912345678 将检修，备注“请周末上门安装”`), '***：安装师傅 13912345678 将检修，备注“***”')
})

/** One personal value: what the contract lets through, with everything that some notation escapes. */
const value = fc.array(fc.constantFrom(...'泾川镇稼祥路号幢室王梅囍㐂𠮷𬭚éßAZaz0189 -_.,;:!?#$%&+=<>"\'\\/()[]{}，。；：（）“”'), { minLength: 6, maxLength: 60 })
  .map(characters => characters.join('').trim()).filter(text => text.length >= 6 && /\P{ASCII}/u.test(text))

const json = (text: string): string => JSON.stringify(text).slice(1, -1)
const escapedXml = (text: string): string => text.replace(/[&<>"']/g, character => `&#${character.codePointAt(0)};`)
const entities = (text: string): string => [...text].map(character => `&#x${character.codePointAt(0)!.toString(16)};`).join('')
const gbk = (text: string): Buffer => iconv.encode(text.replace(/[^\p{ASCII}]/gu, character => iconv.decode(iconv.encode(character, 'gbk'), 'gbk') === character ? character : `&#${character.codePointAt(0)};`), 'gbk')

/** How a value may stand in a message. */
const NOTATIONS: Record<string, (text: string) => [Buffer | string, string?]> = {
  json: text => [JSON.stringify({ a: [text], [text]: 1 })],
  'json in ASCII': text => [JSON.stringify({ a: text }).replace(/[^\p{ASCII}]/gu, character => [...character].map(unit => unit.split('').map(half => `\\u${half.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')).join(''))],
  'json in json': text => [JSON.stringify({ a: JSON.stringify({ b: text }) })],
  'json, torn off': text => [`{"a":"${json(text)}","b`],
  'json in json, torn off': text => [`{"a":"${json(json(text))}\\","b`],
  form: text => [new URLSearchParams({ a: text }).toString(), 'application/x-www-form-urlencoded'],
  'json in a form': text => [new URLSearchParams({ a: JSON.stringify({ b: text }) }).toString(), 'application/x-www-form-urlencoded'],
  'escaped in a message': text => [JSON.stringify({ msg: `a=${encodeURIComponent(text)}` })],
  'xml in GBK': text => [gbk(`<?xml version="1.0" encoding="GBK"?><a b="${escapedXml(text)}">x ${escapedXml(text)} y</a>`)],
  'xml in entities': text => [`<a>${entities(text)}</a>`],
  'a page': text => [`<html><p>Error at ${escapedXml(text)}<br></p></html>`, 'text/html'],
  text: text => [`参数 ${text} 有误`, 'text/plain']
}

for (const [notation, write] of Object.entries(NOTATIONS)) {
  test(`no personal value is left in: ${notation}`, async t => {
    fc.assert(fc.property(value, text => {
      const [body, type] = write(text)
      const kept = newRedactor({ identity: [text], words: [] }).body(body, type)
      return !readings(kept).some(reading => windows(text).some(part => reading.includes(part)))
    }), { numRuns: 200, seed: 573916675, examples: [['泾泾泾泾泾泾\\"泾泾泾泾']] })
    t.pass()
  })
}

/** What somebody can make out who takes the escapes away. */
function readings (kept: string): string[] {
  const once = unescaped(kept)
  const twice = unescaped(once)
  return [kept, once, twice, unescaped(twice)]
}

/** Six characters of the value, wherever it was torn apart. */
function windows (text: string): string[] {
  return Array.from({ length: Math.max(1, text.length - 5) }, (_, at) => text.slice(at, at + 6)).filter(part => /\P{ASCII}/u.test(part))
}
