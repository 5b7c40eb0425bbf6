import { test } from 'tap'
import { formFormats, isPermanentResidenceCard, isResidentId, isUnifiedSocialCreditCode } from '../../../../src/ground/form/formats.ts'

const ID = '11010519491231002X'
const CREDIT_CODE = '91350100M000100Y43'
const CREDIT_CODE_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** 17 digits and the check character that belongs to them, reckoned from the standard's other form: weights 2^(17−i) mod 11. */
function withCheckCharacter (digits: string): string {
  let sum = 0
  for (const digit of digits) sum = (sum + Number(digit)) * 2
  return digits + '10X98765432'[sum % 11]
}

function bornOn (yyyymmdd: string): string {
  return withCheckCharacter(`341823${yyyymmdd}001`)
}

/** The text with another character at one place, for every place and every character that could stand there. */
function * slips (text: string, alphabet: string): Generator<string> {
  for (let at = 0; at < text.length; at++) {
    for (const character of alphabet) {
      if (character !== text[at]) yield text.slice(0, at) + character + text.slice(at + 1)
    }
  }
}

/** The text with two neighbours changed round. */
function * transpositions (text: string): Generator<string> {
  for (let at = 0; at + 1 < text.length; at++) {
    if (text[at] !== text[at + 1]) yield text.slice(0, at) + text[at + 1]! + text[at]! + text.slice(at + 2)
  }
}

test('the sample of GB 11643 is a resident id', async t => {
  t.ok(isResidentId(ID))
  for (const id of ['34052419800101001X', bornOn('19900101'), bornOn('20240229'), bornOn('20000229')]) t.ok(isResidentId(id), id)
})

test('every single wrong digit of a resident id is noticed', async t => {
  const wrong = [...slips(ID, '0123456789X')]
  t.equal(wrong.length, 18 * 10)
  t.strictSame(wrong.filter(isResidentId), [])
})

test('two neighbouring digits of a resident id changed round are noticed', async t => {
  t.strictSame([...transpositions(ID)].filter(isResidentId), [])
})

test('every check character of a resident id occurs', async t => {
  const found = new Set(Array.from({ length: 60 }, (_, index) => withCheckCharacter(`341823199001010${String(index).padStart(2, '0')}`)).filter(isResidentId).map(id => id[17]))
  t.strictSame([...found].sort(), [...'0123456789X'])
})

test('a resident id with a right check character and an impossible date of birth is refused', async t => {
  for (const date of ['19490231', '20230229', '19000229', '19991301', '19990001', '19990100', '19990132', '19990431', '00000000', '17991231', '99999999']) {
    t.notOk(isResidentId(bornOn(date)), date)
  }
})

test('a resident id of another length or with other characters is refused', async t => {
  const others = ['', ID.slice(0, 17), `${ID}1`, '110105491231002', ID.toLowerCase(), ` ${ID}`, `${ID}\n`, '１１０１０５１９４９１２３１００２X', ID.replace('1949', '١٩٤٩'), withCheckCharacter('01010519491231002'), withCheckCharacter('91010519491231002')]
  t.strictSame(others.filter(isResidentId), [])
})

test('the number of a foreigner\'s permanent residence card', async t => {
  for (const number of ['911124198108030024', withCheckCharacter('93415619900101001'), 'JPN110056089301', 'USA340123456789']) t.ok(isPermanentResidenceCard(number), number)
  t.strictSame([...slips('911124198108030024', '0123456789X')].filter(isPermanentResidenceCard), [], 'every single wrong digit is noticed')
  const wrong = [ID, '810000199408230021', '9111241981080300', '9111241981080300240', 'jpn110056089301', 'JP1110056089301', 'JPN11005608930', 'JPN1100560893011', 'JPN11005608930X', '']
  t.strictSame(wrong.filter(isPermanentResidenceCard), [])
})

test('the number of a residence permit has the check character and the date of a resident id', async t => {
  for (const region of ['810000', '820000', '830000']) {
    const number = withCheckCharacter(`${region}19940823002`)
    t.ok(isResidentId(number), number)
    t.notOk(isResidentId(withCheckCharacter(`${region}19940230002`)), 'a day that never was')
    t.strictSame([...slips(number, '0123456789X')].filter(isResidentId), [])
  }
})

test('the sample of GB 32100 is a unified social credit code', async t => {
  t.ok(isUnifiedSocialCreditCode(CREDIT_CODE))
})

test('exactly one check character belongs to any 17 others', async t => {
  for (const beginning of ['91341823MA2TQ0000', '12341823003000001', '52341823MJA000000', '11100000000000000', 'Y1110000YYYYYYYYY', 'N2650000N00000000', 'A1820000A00000000', 'G9540000G00000000']) {
    t.equal([...CREDIT_CODE_ALPHABET].filter(last => isUnifiedSocialCreditCode(beginning + last)).length, 1, beginning)
  }
})

test('a unified social credit code begins as one', async t => {
  const beginnings = ['0134182300000000', 'B1341823', 'H1341823', '90341823', '9A341823', '91001823', '91161823', '91181823', '91201823', '91301823', '91381823', '91471823', '91551823', '91661823', '91721823', '91801823', '91991823', '91A41823', '9134182A']
  for (const beginning of beginnings) {
    const seventeen = beginning.padEnd(17, '0')
    t.strictSame([...CREDIT_CODE_ALPHABET].filter(last => isUnifiedSocialCreditCode(seventeen + last)), [], beginning)
  }
  for (const other of ['341823198709081391', '0'.repeat(18), ID]) t.notOk(isUnifiedSocialCreditCode(other), other)
})

test('every single wrong character of a unified social credit code is noticed', async t => {
  const wrong = [...slips(CREDIT_CODE, CREDIT_CODE_ALPHABET)]
  t.equal(wrong.length, 18 * 30)
  t.strictSame(wrong.filter(isUnifiedSocialCreditCode), [])
})

test('two neighbouring characters of a unified social credit code changed round are noticed', async t => {
  t.strictSame([...transpositions(CREDIT_CODE)].filter(isUnifiedSocialCreditCode), [])
})

test('the letters that look like digits are in no unified social credit code', async t => {
  for (const letter of 'IOZSV') t.notOk([...slips(CREDIT_CODE, letter)].some(isUnifiedSocialCreditCode), letter)
})

test('a unified social credit code of another length or in small letters is refused', async t => {
  const others = ['', CREDIT_CODE.slice(0, 17), `${CREDIT_CODE}0`, CREDIT_CODE.toLowerCase(), `${CREDIT_CODE}\n`, '𠮷'.repeat(18), CREDIT_CODE.replace('9', '９')]
  t.strictSame(others.filter(isUnifiedSocialCreditCode), [])
})

test('planned times are compared with the hub\'s clock', async t => {
  const { 'future-time': isFuture } = formFormats(() => new Date('2026-11-23T09:30:15+08:00'))
  t.ok(isFuture!('2026-11-23T09:30:15+08:00'), 'now')
  t.ok(isFuture!('2026-11-23T01:30:16Z'), 'a second later, said in UTC')
  t.notOk(isFuture!('2026-11-23T09:30:14+08:00'), 'a second earlier')
  t.notOk(isFuture!('2026-11-23T09:30:15+09:00'), 'an hour earlier, said further east')
})

test('a time that nobody can foresee is a mistyped year', async t => {
  const { 'foreseeable-time': isForeseeable } = formFormats(() => new Date('2026-11-23T09:30:15+08:00'))
  t.ok(isForeseeable!('2028-11-01T09:00:00+08:00'))
  for (const far of ['2029-01-01T09:00:00+08:00', '9999-12-31T23:59:59-14:00']) t.notOk(isForeseeable!(far), far)
})

test('a planned time is on a working day by the date in Shanghai', async t => {
  const { 'working-day': isWorking } = formFormats(() => new Date())
  t.ok(isWorking!('2026-11-22T16:00:00Z'), 'Sunday in Greenwich, Monday in Shanghai')
  t.notOk(isWorking!('2026-11-20T16:00:00Z'), 'Friday in Greenwich, Saturday in Shanghai')
})

test('what is no time at all is left to the format of times', async t => {
  const { 'future-time': isFuture, 'working-day': isWorking } = formFormats(() => new Date())
  t.ok(isFuture!('明天'))
  t.ok(isWorking!('明天'))
})

test('a date of birth lies in the past', async t => {
  const { 'resident-id': isId } = formFormats(() => new Date('2026-11-23T09:30:15+08:00'))
  t.ok(isId!(bornOn('20261123')), 'born today')
  t.notOk(isId!(bornOn('20261124')), 'born tomorrow')
})
