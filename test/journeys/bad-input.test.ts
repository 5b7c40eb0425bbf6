/**
 * Everything that can be wrong with what the portal sends, over HTTP: each rule of the county's form broken by itself, requests
 * that are no request, and what an attacker would try. Whatever it is, it is answered as a problem, at the field, and leaves
 * nothing behind.
 */
import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { t as root, test } from 'tap'
import { agentForm, electricityForm, householdForm, wholeHouseForm } from '../kit/forms.ts'
import { body, problem } from '../kit/answers.ts'
import { startIntake } from '../kit/intake-hub.ts'
import { operations } from '../kit/operations.ts'
import { json } from '../kit/test-hub.ts'

type Errors = Array<[pointer: string, code: string]>

/** A form to break; typed loosely, for it is about to become no form. */
type Loose = any

const whole = (change: (form: Loose) => void): Loose => changed(wholeHouseForm(), change)
const household = (change: (form: Loose) => void): Loose => changed(householdForm(), change)
const firm = (change: (form: Loose) => void = () => {}): Loose => household(form => {
  Object.assign(form.basic, { applicantType: 'legalEntity', organisationName: '泾县云岭餐饮有限公司', unifiedSocialCreditCode: '91350100M000100Y43' })
  change(form)
})
const agent = (change: (form: Loose) => void): Loose => changed(agentForm(randomUUID()), change)

function changed (form: Loose, change: (form: Loose) => void): Loose {
  const copy = structuredClone(form)
  change(copy)
  return copy
}

/** The form for one service alone, with the block as given. */
function only (service: string, block: object): Loose {
  return household(form => {
    delete form.water
    form.basic.services = [service]
    form[service] = block
  })
}

const network = (block: object): Loose => only('network', { carriers: ['telecom'], products: ['broadband'], kind: 'new', bandwidth: 100, ...block })
const planned = (plannedAt: unknown): Loose => household(form => { form.basic.appointment = { wanted: true, plannedAt } })

const APPOINTMENT = '/basic/appointment/plannedAt'

const intake = await startIntake(root)

/** Forms that break one rule, and where. */
const BROKEN: Array<[rule: string, form: Loose, errors: Errors]> = [
  // A chosen service has its block, and no other has.
  ...['water', 'electricity', 'gas', 'network'].map((service): [string, Loose, Errors] =>
    [`${service} chosen without its block`, whole(form => { delete form[service] }), [[`/${service}`, 'required']]]),
  ...['water', 'electricity', 'gas', 'network'].map((service): [string, Loose, Errors] =>
    [`a ${service} block without the service`, whole(form => { form.basic.services = form.basic.services.filter((chosen: string) => chosen !== service) }), [[`/${service}`, 'block-without-service']]]),
  ['no service at all', household(form => { form.basic.services = []; delete form.water }), [['/basic/services', 'required']]],
  ['a service twice', household(form => { form.basic.services = ['water', 'water'] }), [['/basic/services', 'duplicate']]],
  ['a service that the form does not have', household(form => { form.basic.services = ['water', 'heating'] }), [['/basic/services/1', 'value']]],

  // Who applies.
  ['an agent without any attachment', agent(form => { delete form.attachments }), [['/attachments', 'required']]],
  ['an agent with an empty list of attachments', agent(form => { form.attachments = [] }), [['/attachments', 'power-of-attorney-required']]],
  ['an agent with attachments of other kinds', agent(form => { form.attachments = [{ id: randomUUID(), kind: 'idCard' }, { id: randomUUID(), kind: 'other' }] }),
    [['/attachments', 'power-of-attorney-required'], ['/attachments/0/id', 'attachment-not-found'], ['/attachments/1/id', 'attachment-not-found']]],
  ['an agent with an attachment of a kind that there is not', agent(form => { form.attachments[0].kind = 'letter' }), [['/attachments', 'power-of-attorney-required'], ['/attachments/0/kind', 'value']]],
  ['an agent of nobody', agent(form => { delete form.basic.organisationName; delete form.basic.unifiedSocialCreditCode }),
    [['/basic/organisationName', 'required'], ['/basic/unifiedSocialCreditCode', 'required'], ['/attachments/0/id', 'attachment-not-found']]],
  ['a legal entity without a name', firm(form => { delete form.basic.organisationName }), [['/basic/organisationName', 'required']]],
  ['a legal entity without a credit code', firm(form => { delete form.basic.unifiedSocialCreditCode }), [['/basic/unifiedSocialCreditCode', 'required']]],
  ['a legal entity with a wrong credit code', firm(form => { form.basic.unifiedSocialCreditCode = '91350100M000100Y44' }), [['/basic/unifiedSocialCreditCode', 'unified-social-credit-code']]],
  ['an unknown type of applicant', household(form => { form.basic.applicantType = 'tenant' }), [['/basic/applicantType', 'value']]],

  // Who the applicant is.
  ['a resident id with a wrong check character', household(form => { form.basic.idNumber = '110105194912310021' }), [['/basic/idNumber', 'resident-id']]],
  ['a resident id of a day that never was', household(form => { form.basic.idNumber = '341823199002300015' }), [['/basic/idNumber', 'resident-id']]],
  ['a resident id with a small x', household(form => { form.basic.idNumber = '11010519491231002x' }), [['/basic/idNumber', 'resident-id']]],
  ['a passport number that is too short', household(form => { Object.assign(form.basic, { idType: 'passport', idNumber: 'E123' }) }), [['/basic/idNumber', 'format']]],
  ['a residence permit with the number of a resident id', household(form => { form.basic.idType = 'residencePermit' }), [['/basic/idNumber', 'format']]],
  ...([['a wrong check character', '810000199408230022'], ['a day that never was', '810000199402300018']] as const).map(([what, idNumber]): [string, Loose, Errors] =>
    [`a residence permit with ${what}`, household(form => { Object.assign(form.basic, { idType: 'residencePermit', idNumber }) }), [['/basic/idNumber', 'resident-id']]]),
  ['a residence permit of another region', household(form => { Object.assign(form.basic, { idType: 'residencePermit', idNumber: '11010519491231002X' }) }), [['/basic/idNumber', 'format']]],
  ['a permanent residence card as a resident id', household(form => { form.basic.idNumber = '911124198108030024' }), [['/basic/idNumber', 'resident-id']]],
  ...['911124198108030025', '11010519491231002X', 'JPN1100560893'].map((idNumber): [string, Loose, Errors] =>
    [`the permanent residence card ${idNumber}`, household(form => { Object.assign(form.basic, { idType: 'permanentResidenceCard', idNumber }) }), [['/basic/idNumber', 'permanent-residence-card']]]),
  ...['341823198709081391', '000000000000000000'].map((unifiedSocialCreditCode): [string, Loose, Errors] =>
    [`the credit code ${unifiedSocialCreditCode}`, firm(form => { Object.assign(form.basic, { unifiedSocialCreditCode }) }), [['/basic/unifiedSocialCreditCode', 'unified-social-credit-code']]]),
  ['a certificate number with what none has', household(form => { Object.assign(form.basic, { idType: 'other', idNumber: '军字第<1>号' }) }), [['/basic/idNumber', 'format']]],
  ['a certificate number with spaces', household(form => { Object.assign(form.basic, { idType: 'other', idNumber: 'A 123' }) }), [['/basic/idNumber', 'format']]],
  ['a certificate number of 41 characters', household(form => { Object.assign(form.basic, { idType: 'other', idNumber: 'A'.repeat(41) }) }), [['/basic/idNumber', 'length']]],
  ['an unknown type of certificate', household(form => { form.basic.idType = 'driving' }), [['/basic/idType', 'value']]],
  ...['12800000001', '1380000000', '138000000011', '5022345', '0563-1022345', '+8613800000001', '138 0000 0001', '１３８００００００１'].map((phone): [string, Loose, Errors] =>
    [`the telephone number ${phone}`, household(form => { form.basic.phone = phone }), [['/basic/phone', 'format']]]),

  // What is written out.
  ['the business nature other, not written out', household(form => { form.basic.businessNature = 'other' }), [['/basic/businessNatureText', 'required']]],
  ['another kind of water business, not written out', only('water', { kind: 'other' }), [['/water/kindText', 'required']]],
  ['another kind of electricity business, not written out', only('electricity', { kind: 'other' }), [['/electricity/kindText', 'required']]],
  ['another kind of gas business, not written out', only('gas', { kind: 'other' }), [['/gas/kindText', 'required']]],
  ['another kind of network business, not written out', only('network', { carriers: ['telecom'], products: ['broadband'], kind: 'other' }), [['/network/kindText', 'required']]],
  ['a kind that only another service has', only('water', { kind: 'ignition' }), [['/water/kind', 'value']]],

  // 原地址.
  ['water altered (改装) without the original address', only('water', { kind: 'alter' }), [['/basic/originalAddress', 'required']]],
  ['gas pipes altered (改管) without the original address', only('gas', { kind: 'alterPipe' }), [['/basic/originalAddress', 'required']]],
  ['a line moved (迁移) without the original address', only('network', { carriers: ['telecom'], products: ['voice'], kind: 'move' }), [['/basic/originalAddress', 'required']]],

  // How much.
  ...['new', 'temporary', 'increase'].map((kind): [string, Loose, Errors] =>
    [`water ${kind} without the demand`, only('water', { kind }), [['/water/demand', 'required']]]),
  ...['new', 'temporary', 'increase'].map((kind): [string, Loose, Errors] =>
    [`electricity ${kind} without the main capacity`, only('electricity', { kind }), [['/electricity/mainCapacity', 'required']]]),
  ...['industrial', 'commercial'].map((businessNature): [string, Loose, Errors] =>
    [`gas for ${businessNature} use without the load`, changed(only('gas', { kind: 'ignition' }), form => { form.basic.businessNature = businessNature }), [['/gas/load', 'required']]]),
  ['new broadband without the bandwidth', only('network', { carriers: ['telecom'], products: ['broadband'], kind: 'new' }), [['/network/bandwidth', 'required']]],
  ['new broadband among other products without the bandwidth', only('network', { carriers: ['telecom'], products: ['voice', 'broadband'], kind: 'new' }), [['/network/bandwidth', 'required']]],
  ['a demand of three decimals', only('water', { kind: 'new', demand: 0.125 }), [['/water/demand', 'decimals']]],
  ['a demand of eleven decimals', only('water', { kind: 'new', demand: 0.50000000001 }), [['/water/demand', 'decimals']]],
  ['a demand next to nothing', only('water', { kind: 'new', demand: 1e-9 }), [['/water/demand', 'decimals']]],
  ['a demand of nothing', only('water', { kind: 'new', demand: 0 }), [['/water/demand', 'range']]],
  ['a demand below nothing', only('water', { kind: 'new', demand: -1 }), [['/water/demand', 'range']]],
  ['a demand beyond measure', only('water', { kind: 'new', demand: 1_000_000.01 }), [['/water/demand', 'range']]],
  ['a main capacity of three decimals', only('electricity', { kind: 'new', mainCapacity: 8.125 }), [['/electricity/mainCapacity', 'decimals']]],
  ['a backup capacity of three decimals', only('electricity', { kind: 'new', mainCapacity: 8, backupCapacity: 0.001 }), [['/electricity/backupCapacity', 'decimals']]],
  ['a main capacity of nothing', only('electricity', { kind: 'new', mainCapacity: 0 }), [['/electricity/mainCapacity', 'range']]],
  ['a load of nothing', only('gas', { kind: 'ignition', load: 0 }), [['/gas/load', 'range']]],
  ['a pressure below nothing', only('gas', { kind: 'ignition', pressure: -0.1 }), [['/gas/pressure', 'range']]],
  ['half a megabyte', network({ bandwidth: 0.5 }), [['/network/bandwidth', 'type'], ['/network/bandwidth', 'range']]],
  ['no fixed line', network({ fixedLines: 0 }), [['/network/fixedLines', 'range']]],
  ['one television set and a half', network({ tvSets: 1.5 }), [['/network/tvSets', 'type']]],

  // Who is to do it.
  ['no carrier', network({ carriers: [] }), [['/network/carriers', 'required']]],
  ['a carrier twice', network({ carriers: ['unicom', 'unicom'] }), [['/network/carriers', 'duplicate']]],
  ['an unknown carrier', network({ carriers: ['telecom', 'vodafone'] }), [['/network/carriers/1', 'enterprise-not-connected']]],
  ['a carrier with a name that no enterprise can have', network({ carriers: ['telecom', '电信'] }), [['/network/carriers/1', 'format']]],
  ['a carrier that is none', network({ carriers: ['telecom', 'county-water'] }), [['/network/carriers/1', 'enterprise-not-connected']]],
  ['no product', network({ products: [] }), [['/network/products', 'required']]],
  ['an unknown product', network({ products: ['broadband', 'fax'] }), [['/network/products/1', 'value']]],
  ['an unknown gas company', only('gas', { kind: 'ignition', supplier: 'kunlun' }), [['/gas/supplier', 'enterprise-not-connected']]],

  // Where.
  ['another county', household(form => { form.basic.address.regionCode = '341822' }), [['/basic/address/regionCode', 'region-not-served']]],
  ['a region that is none', household(form => { form.basic.address.regionCode = '34182' }), [['/basic/address/regionCode', 'format']]],
  ['a street of another county', household(form => { form.basic.address.streetCode = '341822100' }), [['/basic/address/streetCode', 'region-not-served']]],
  ['a street that is none', household(form => { form.basic.address.streetCode = '34182310' }), [['/basic/address/streetCode', 'format']]],
  ['no region', household(form => { delete form.basic.address.regionCode }), [['/basic/address/regionCode', 'required']]],
  ['no address', household(form => { delete form.basic.address }), [['/basic/address', 'required']]],

  // Where it comes from.
  ['a window without the foot', household(form => { form.origin = { channel: 'window', window: '3 号窗口' } }), [['/foot', 'required']]],
  ['a window without its name', household(form => { form.origin = { channel: 'window' }; form.foot = { firstContactUnit: '泾县供水', registrar: '赵敏' } }), [['/origin/window', 'required']]],
  ['a foot without the registrar', household(form => { form.foot = { firstContactUnit: '泾县供水' } }), [['/foot/registrar', 'required']]],
  ['a foot without the first contact', household(form => { form.foot = { registrar: '赵敏' } }), [['/foot/firstContactUnit', 'required']]],
  ['an unknown channel', household(form => { form.origin = { channel: 'telephone' } }), [['/origin/channel', 'value']]],
  ['no consent', household(form => { form.consent = false }), [['/consent', 'value']]],
  ['consent not asked for', household(form => { delete form.consent }), [['/consent', 'required']]],

  // 预约服务. The clock stands at 9:30:15 on Monday 2026-01-05.
  ['an appointment without a time', household(form => { form.basic.appointment = { wanted: true } }), [[APPOINTMENT, 'required']]],
  ['a time without an appointment', household(form => { form.basic.appointment = { wanted: false, plannedAt: '2026-01-06T10:00:00+08:00' } }), [[APPOINTMENT, 'block-without-service']]],
  ['an appointment a second ago', planned('2026-01-05T09:30:14+08:00'), [[APPOINTMENT, 'time-in-the-past']]],
  ['an appointment on a Saturday', planned('2026-01-10T10:00:00+08:00'), [[APPOINTMENT, 'not-a-working-day']]],
  ['an appointment on a Saturday in Shanghai, a Friday in Greenwich', planned('2026-01-09T16:00:00Z'), [[APPOINTMENT, 'not-a-working-day']]],
  ['an appointment on a weekday of the Spring Festival', planned('2026-02-17T10:00:00+08:00'), [[APPOINTMENT, 'not-a-working-day']]],
  ['an appointment on a day past and off', planned('2026-01-03T10:00:00+08:00'), [[APPOINTMENT, 'time-in-the-past'], [APPOINTMENT, 'not-a-working-day']]],
  ['an appointment some time', planned('明天上午'), [[APPOINTMENT, 'format']]],
  ['an appointment without an offset', planned('2026-01-06T10:00:00'), [[APPOINTMENT, 'format']]],
  ['an appointment on the 30th of February', planned('2026-02-30T10:00:00+08:00'), [[APPOINTMENT, 'format']]],
  ['an appointment with a space in its time', planned('2026-01-06 10:00:00+08:00'), [[APPOINTMENT, 'format']]],

  // How long texts may be; characters are counted, not their bytes.
  ['an address of 201 characters', household(form => { form.basic.address.text = '𠮷'.repeat(201) }), [['/basic/address/text', 'length']]],
  ['an original address of 201 characters', household(form => { form.basic.originalAddress = '街'.repeat(201) }), [['/basic/originalAddress', 'length']]],
  ['a name of 101 characters', household(form => { form.basic.applicantName = '王'.repeat(101) }), [['/basic/applicantName', 'length']]],
  ['an organisation of 101 characters', firm(form => { form.basic.organisationName = '厂'.repeat(101) }), [['/basic/organisationName', 'length']]],
  ['a business nature of 101 characters', household(form => { Object.assign(form.basic, { businessNature: 'other', businessNatureText: '字'.repeat(101) }) }), [['/basic/businessNatureText', 'length']]],
  ['a kind of 101 characters', only('water', { kind: 'other', kindText: '字'.repeat(101) }), [['/water/kindText', 'length']]],
  ['a window of 101 characters', household(form => { form.origin = { channel: 'window', window: '窗'.repeat(101) }; form.foot = { firstContactUnit: '泾县供水', registrar: '赵敏' } }), [['/origin/window', 'length']]],
  ['a foot of 101 characters', household(form => { form.foot = { firstContactUnit: '单'.repeat(101), registrar: '赵'.repeat(101) } }), [['/foot/firstContactUnit', 'length'], ['/foot/registrar', 'length']]],
  ['a case number of 65 characters', household(form => { form.portalCaseNumber = 'A'.repeat(65) }), [['/portalCaseNumber', 'length']]],
  ['another service of 101 characters', network({ otherServices: { circuit: '线'.repeat(101) } }), [['/network/otherServices/circuit', 'length']]],
  ['remarks of 201 characters', whole(form => { for (const block of ['basic', 'water', 'electricity', 'gas', 'network']) form[block].remark = '注'.repeat(201) }),
    ['basic', 'water', 'electricity', 'gas', 'network'].map(block => [`/${block}/remark`, 'length'])],
  ['an empty name', household(form => { form.basic.applicantName = '' }), [['/basic/applicantName', 'required']]],
  ['a name of blanks', household(form => { form.basic.applicantName = ' 　 ' }), [['/basic/applicantName', 'format']]],

  // Characters that are none.
  ['NUL in a name', household(form => { form.basic.applicantName = '王\u0000小梅' }), [['/basic/applicantName', 'format']]],
  ['half a surrogate pair in a name', household(form => { form.basic.applicantName = '陈\ud842' }), [['/basic/applicantName', 'format']]],
  ['a line break in an address', household(form => { form.basic.address.text = '泾川镇\n稼祥中路' }), [['/basic/address/text', 'format']]],
  ['an escape sequence in a remark', household(form => { form.basic.remark = '\u001b[2J' }), [['/basic/remark', 'format']]],
  ['half a surrogate pair in a remark', household(form => { form.water.remark = '\udc00' }), [['/water/remark', 'format']]],
  ['NUL in a case number', household(form => { form.portalCaseNumber = 'AH\u0000' }), [['/portalCaseNumber', 'format']]],

  ...['\u200b', '\u2800', '\u3164', '\u00ad', '\u2060', '\u202e', '王\u202e梅', '王\u2028梅', '王\ufdd0', '王\ue000', '王\u0378'].map((name): [string, Loose, Errors] =>
    [`the name ${encodeURI(name)}`, household(form => { form.basic.applicantName = name }), [['/basic/applicantName', 'format']]]),
  ['texts that nobody can read, everywhere', whole(form => {
    form.portalCaseNumber = '\u2060'
    form.basic.address.text = '\u3164'
    for (const block of ['basic', 'water', 'electricity', 'gas', 'network']) form[block].remark = '\u200b'
    form.network.otherServices = { tv: '\u00ad' }
  }), [...['/basic/address/text', '/basic/remark', '/electricity/remark', '/gas/remark', '/network/otherServices/tv', '/network/remark', '/portalCaseNumber', '/water/remark'].map((place): [string, string] => [place, 'format'])]],

  // Fields that there are not, at every level.
  ['an unknown field in the form', household(form => { form.priority = 1 }), [['/priority', 'unknown-field']]],
  ['an unknown field in the origin', household(form => { form.origin.ip = '' }), [['/origin/ip', 'unknown-field']]],
  ['an unknown field in the basic block', household(form => { form.basic.gender = 'f' }), [['/basic/gender', 'unknown-field']]],
  ['an unknown field in the address', household(form => { form.basic.address.door = 1 }), [['/basic/address/door', 'unknown-field']]],
  ['an unknown field in the appointment', household(form => { form.basic.appointment = { wanted: false, slot: 1 } }), [['/basic/appointment/slot', 'unknown-field']]],
  ['an unknown field in every service block', whole(form => { for (const block of ['water', 'electricity', 'gas', 'network']) form[block].extra = 1 }),
    ['water', 'electricity', 'gas', 'network'].map(block => [`/${block}/extra`, 'unknown-field'])],
  ['an unknown other service', network({ otherServices: { fax: '两路' } }), [['/network/otherServices/fax', 'unknown-field']]],
  ['an unknown field in the foot', household(form => { form.foot = { firstContactUnit: '泾县供水', registrar: '赵敏', note: '' } }), [['/foot/note', 'unknown-field']]],
  ['an unknown field in an attachment', household(form => { form.attachments = [{ id: randomUUID(), kind: 'idCard', name: 'a.png' }] }), [['/attachments/0/name', 'unknown-field']]],
  ['a field whose name has to be escaped in a pointer', household(form => { form['a/b~c'] = 1 }), [['/a~1b~0c', 'unknown-field']]],
  ['a field named like a property of every object', household(form => { form.toString = 1 }), [['/toString', 'unknown-field']]],

  // Nothing is taken for something else.
  ['a number written as text', only('water', { kind: 'new', demand: '0.5' }), [['/water/demand', 'type']]],
  ['a yes written as text', only('electricity', { kind: 'new', mainCapacity: 8, transformer: 'yes' }), [['/electricity/transformer', 'type']]],
  ['a null', household(form => { form.basic.remark = null }), [['/basic/remark', 'type']]],

  // Attachments.
  ['ten attachments', household(form => { form.attachments = Array.from({ length: 10 }, () => ({ id: randomUUID(), kind: 'other' })) }), [['/attachments', 'length']]],
  ['an attachment without a kind', household(form => { form.attachments = [{ id: randomUUID() }] }), [['/attachments/0/kind', 'required']]],
  ['an attachment whose id is none', household(form => { form.attachments = [{ id: '1', kind: 'idCard' }] }), [['/attachments/0/id', 'format']]]
]

/** Forms next to those above that break no rule. */
const SOUND: Array<[what: string, form: Loose]> = [
  ['all four services', whole(() => {})],
  ['a legal entity', firm()],
  ['an organisation of a household, though nobody asks', household(form => { form.basic.organisationName = '泾县云岭餐饮有限公司' })],
  ['a passport', household(form => { Object.assign(form.basic, { idType: 'passport', idNumber: 'E12345678' }) })],
  ['a residence permit', household(form => { Object.assign(form.basic, { idType: 'residencePermit', idNumber: '810000199408230021' }) })],
  ['another certificate', household(form => { Object.assign(form.basic, { idType: 'other', idNumber: 'H(1234567)-8' }) })],
  ...['军字第1234567号', '南字第0012345号', '（沪）12-34', '12.345/67'].map((idNumber): [string, Loose] => [`the certificate ${idNumber}`, household(form => { Object.assign(form.basic, { idType: 'other', idNumber }) })]),
  ...['911124198108030024', 'JPN110056089301'].map((idNumber): [string, Loose] => [`the permanent residence card ${idNumber}`, household(form => { Object.assign(form.basic, { idType: 'permanentResidenceCard', idNumber }) })]),
  ['a landline', household(form => { form.basic.phone = '0563-5022345' })],
  ['a landline without a dash', household(form => { form.basic.phone = '01062345678' })],
  ['a business nature written out', household(form => { Object.assign(form.basic, { businessNature: 'other', businessNatureText: '学校' }) })],
  ['kinds written out', only('gas', { kind: 'other', kindText: '表具移位' })],
  ['water altered with the original address', changed(only('water', { kind: 'alter' }), form => { form.basic.originalAddress = '老屋' })],
  ['a transfer needs no demand', only('water', { kind: 'transfer' })],
  ['fire water needs no demand', only('water', { kind: 'fire' })],
  ['a change of category needs no capacity', only('electricity', { kind: 'changeCategory' })],
  ['gas of a dwelling needs no load', only('gas', { kind: 'ignition' })],
  ['gas of a works with its load', changed(only('gas', { kind: 'ignition', load: 45.5, pressure: 3 }), form => { form.basic.businessNature = 'industrial' })],
  ['water of a works needs no load of gas', household(form => { form.basic.businessNature = 'industrial' })],
  ['a move of broadband needs no bandwidth', changed(only('network', { carriers: ['telecom'], products: ['broadband'], kind: 'move' }), form => { form.basic.originalAddress = '老屋' })],
  ['new voice needs no bandwidth', only('network', { carriers: ['telecom'], products: ['voice'], kind: 'new' })],
  ...[0.01, 0.07, 1.15, 4.35, 1.1, 100, 999_999.99, 1_000_000].map((demand): [string, Loose] => [`a demand of ${demand}`, only('water', { kind: 'new', demand })]),
  ['a window', household(form => { form.origin = { channel: 'window', window: '3 号窗口' }; form.foot = { firstContactUnit: '泾县供水', registrar: '赵敏' } })],
  ['no appointment', household(form => { form.basic.appointment = { wanted: false } })],
  ['an appointment now', planned('2026-01-05T09:30:15+08:00')],
  ['an appointment on a Saturday that is worked', planned('2026-02-14T10:00:00+08:00')],
  ['an appointment said in UTC', planned('2026-01-06T02:00:00Z')],
  ['texts as long as they may be, in rare characters', household(form => {
    form.basic.address.text = '𠮷'.repeat(200)
    form.basic.originalAddress = '𠮷'.repeat(200)
    form.basic.applicantName = '𠮷'.repeat(100)
    form.basic.remark = '𠮷\n'.repeat(100)
    form.portalCaseNumber = '𠮷'.repeat(64)
  })],
  ['remarks in lines, as a browser sends them', household(form => { form.basic.remark = '字\r\n'.repeat(100) })],
  ['a rare name as it is still written', household(form => { form.basic.applicantName = '刘\ue863' })],
  ['no region below the county', household(form => { delete form.basic.address.streetCode })],
  ['a toned and a Tibetan name', household(form => { form.basic.applicantName = 'བཀྲ་ཤིས་ · Dáwá' })]
]

test('a form that breaks one rule is refused at that field, and at no other', async t => {
  await intake.reset('2026-01-05T09:30:15+08:00')
  const before = await intake.count()
  for (const [rule, form, errors] of BROKEN) {
    await t.test(rule, async t => {
      await problem(t, await intake.send(form), 'validation-failed', errors)
    })
  }
  t.strictSame(await intake.count(), before, 'nothing is stored')
  t.strictSame(intake.alarms, [], 'nothing is to be delivered')
  t.equal((await intake.submit(householdForm())).jointNumber, 'JXLB000001', 'no joint number is spent')
})

test('a form that keeps every rule is taken', async t => {
  await intake.reset('2026-01-05T09:30:15+08:00')
  for (const [what, form] of SOUND) {
    await t.test(what, async t => {
      await body(t, await intake.send(form), 202, 'Application')
    })
  }
  const { applications } = await intake.count()
  t.equal(applications, SOUND.length)
})

test('what hangs on a field of a wrong type is not asked for', async t => {
  await intake.reset()
  const cases: Array<[what: string, form: Loose, pointer: string]> = [
    ['a single service instead of a list', household(form => { form.basic.services = 'water' }), '/basic/services'],
    ['a text instead of a block', household(form => { form.water = 'new' }), '/water'],
    ['a list instead of the basic block', household(form => { form.basic = [] }), '/basic']
  ]
  for (const [what, form, pointer] of cases) {
    await t.test(what, async t => {
      const { errors } = await problem(t, await intake.send(form), 'validation-failed')
      t.ok(errors!.some(error => error.pointer === pointer && error.code === 'type'))
      t.strictSame(errors!.filter(({ code }) => code === 'required'), [])
    })
  }
})

test('all failing fields are told at once', async t => {
  await intake.reset()
  const form = whole(form => {
    form.origin = { channel: 'window' }
    form.consent = false
    form.priority = 1
    Object.assign(form.basic, { businessNature: 'commercial', applicantType: 'legalEntity', unifiedSocialCreditCode: '91350100M000100Y44' })
    Object.assign(form.basic, { phone: '110', idNumber: '110105194912310021', appointment: { wanted: true, plannedAt: '2026-11-21T10:00:00+08:00' } })
    form.basic.address.regionCode = '泾县'
    form.water = { kind: 'alter', demand: 0.001 }
    form.electricity = { kind: 'other' }
    form.gas = { kind: 'ignition', supplier: '昆仑' }
    form.network = { carriers: [], products: ['broadband'], kind: 'new', otherServices: { fax: '' } }
    form.attachments = [{ id: 'x', kind: 'photo' }]
  })
  await problem(t, await intake.send(form), 'validation-failed', [
    ['/origin/window', 'required'],
    ['/foot', 'required'],
    ['/consent', 'value'],
    ['/priority', 'unknown-field'],
    ['/basic/organisationName', 'required'],
    ['/basic/unifiedSocialCreditCode', 'unified-social-credit-code'],
    ['/basic/phone', 'format'],
    ['/basic/idNumber', 'resident-id'],
    ['/basic/appointment/plannedAt', 'time-in-the-past'],
    ['/basic/appointment/plannedAt', 'not-a-working-day'],
    ['/basic/address/regionCode', 'format'],
    ['/basic/originalAddress', 'required'],
    ['/water/demand', 'decimals'],
    ['/electricity/kindText', 'required'],
    ['/gas/load', 'required'],
    ['/gas/supplier', 'format'],
    ['/network/carriers', 'required'],
    ['/network/bandwidth', 'required'],
    ['/network/otherServices/fax', 'unknown-field'],
    ['/attachments/0/id', 'format'],
    ['/attachments/0/kind', 'value']
  ])
})

test('requests that are not what the contract says', async t => {
  await intake.reset()
  const applications = '/v1/applications'
  const before = await intake.count()

  function raw (content: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): Promise<Response> {
    return intake.call(applications, { method: 'POST', headers: { 'idempotency-key': randomUUID(), 'content-type': 'application/json', ...headers }, body: content })
  }

  for (const [what, content] of [['a word', 'hello'], ['half an object', '{"origin":'], ['two objects', '{}{}'], ['single quotes', "{'a':1}"], ['a trailing comma', '{"a":1,}'], ['NaN', '{"a":NaN}'], ['nothing', ''], ['blanks', '  ']] as const) {
    await t.test(`a body that is no JSON: ${what}`, async t => {
      await problem(t, await raw(content), 'malformed-body')
    })
  }
  for (const content of ['null', '[]', '"form"', '1', 'true']) {
    await t.test(`a body that is no object: ${content}`, async t => {
      await problem(t, await raw(content), 'validation-failed', [['', 'type']])
    })
  }

  await t.test('no body at all', async t => {
    await problem(t, await intake.call(applications, { method: 'POST', headers: { 'idempotency-key': 'no-body' } }), 'validation-failed', [['', 'type']])
  })

  await t.test('an empty object', async t => {
    await problem(t, await raw('{}'), 'validation-failed', [['/origin', 'required'], ['/consent', 'required'], ['/basic', 'required']])
  })

  for (const content of ['{"__proto__":{"admin":true}}', '{"basic":{"__proto__":{"services":["water"]}}}', '{"constructor":{"prototype":{"admin":true}}}', '{"\\u005f_proto__":1}']) {
    await t.test(`a key that reaches for prototypes: ${content}`, async t => {
      await problem(t, await raw(content), 'malformed-body')
      t.notOk(Object.hasOwn(Object.prototype, 'admin'))
    })
  }

  await t.test('bytes that are not UTF-8', async t => {
    const [head, tail] = JSON.stringify(householdForm()).split('王小梅').map(part => Buffer.from(part))
    const wang = Buffer.from([0xcd, 0xf5, 0xd0, 0xa1]) // 王小 in GBK
    await problem(t, await raw(new Uint8Array(Buffer.concat([head!, wang, tail!]))), 'malformed-body')
  })

  await t.test('a body nested a hundred thousand deep', async t => {
    await problem(t, await raw('['.repeat(100_000) + ']'.repeat(100_000)), 'ambiguous-body')
    const deep = JSON.stringify(householdForm()).replace('{', `{"deep":${'['.repeat(100_000)}${']'.repeat(100_000)},`)
    await problem(t, await raw(deep), 'ambiguous-body')
  })

  await t.test('a field that stands twice', async t => {
    const twice = JSON.stringify(householdForm()).replace('"consent":true', '"consent":true,"consent":true')
    await problem(t, await raw(twice), 'ambiguous-body')
  })

  await t.test('long texts do not keep the hub busy', async t => {
    // Milliseconds when patterns are matched in linear time; many seconds when they are not.
    for (const text of ['a', ' ', '\n'].map(character => `${character.repeat(60_000)}\u0000`)) {
      const begun = performance.now()
      await problem(t, await intake.send(household(form => { form.basic.applicantName = text })), 'validation-failed', [['/basic/applicantName', 'length'], ['/basic/applicantName', 'format']])
      t.ok(performance.now() - begun < 2_000)
    }
  })

  for (const type of ['text/plain', 'text/plain;charset=UTF-8', 'text/xml', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/octet-stream', 'application/jsonp', 'json', '%%']) {
    await t.test(`the media type ${type}`, async t => {
      await problem(t, await raw(JSON.stringify(householdForm()), { 'content-type': type }), 'unsupported-media-type')
    })
  }

  await t.test('a body larger than the limit', async t => {
    const limit = intake.hub.settings.hub.bodyLimit
    await problem(t, await raw(' '.repeat(limit + 1)), 'body-too-large')
    await problem(t, await raw(' '.repeat(limit)), 'malformed-body')
  })

  await t.test('a body that is larger than it said', async t => {
    const limit = intake.hub.settings.hub.bodyLimit
    const stream = new ReadableStream({ start (controller) { controller.enqueue(Buffer.alloc(limit + 1, 32)); controller.close() } })
    const answer = await intake.call(applications, { method: 'POST', headers: { 'idempotency-key': 'stream', 'content-type': 'application/json' }, body: stream, duplex: 'half' } as RequestInit)
    await problem(t, answer, 'body-too-large')
  })

  await t.test('no Idempotency-Key', async t => {
    await problem(t, await intake.call(applications, json(householdForm())), 'idempotency-key-missing', [['/idempotency-key', 'required']])
  })
  for (const [key, ...codes] of [['', 'required'], ['a b', 'format'], ['k'.repeat(256), 'length'], ['schlüssel', 'format']] as const) {
    await t.test(`the Idempotency-Key '${key.slice(0, 20)}'`, async t => {
      await problem(t, await raw(JSON.stringify(householdForm()), { 'idempotency-key': key }), 'idempotency-key-wrong', codes.map(code => ['/idempotency-key', code]))
    })
  }

  t.strictSame(await intake.count(), before, 'nothing is stored')
  t.notMatch(intake.lines.join('\n'), /"level":[56]0/, 'none of it is a fault of the hub')
})

test('addresses, methods and parameters that there are not', async t => {
  await intake.reset()
  await intake.submit(householdForm())
  const get = intake.call

  for (const path of ['/', '/v1', '/v1/application', '/v2/applications', '/v1/applications/JXLB000001/notes', '/V1/applications', '/../etc/passwd', '/v1/applications//timeline/x']) {
    await t.test(`no such address: ${path}`, async t => { await problem(t, await get(path), 'not-found') })
  }
  for (const [method, path, allow] of [
    ['DELETE', '/v1/applications', 'GET, HEAD, OPTIONS, POST'], ['PUT', '/v1/applications', 'GET, HEAD, OPTIONS, POST'],
    ['PATCH', '/v1/applications/JXLB000001', 'GET, HEAD, OPTIONS'], ['POST', '/v1/applications/JXLB000001', 'GET, HEAD, OPTIONS'],
    ['GET', '/v1/applications/search', 'OPTIONS, POST'], ['GET', '/v1/attachments', 'OPTIONS, POST'], ['GET', '/v1/callbacks/towngas', 'OPTIONS, POST'],
    ['POST', '/openapi.json', 'GET, HEAD, OPTIONS'], ['POST', '/docs/static/index.css', 'GET, HEAD, OPTIONS'], ['PROPFIND', '/v1/applications/JXLB000001', 'GET, HEAD, OPTIONS']
  ] as const) {
    await t.test(`no such method: ${method} ${path}`, async t => {
      const answer = await intake.call(path, { method, ...method === 'GET' ? {} : { body: 'anything', headers: { 'content-type': 'text/plain' } } }, 'nobody')
      t.equal(answer.headers.get('allow'), allow)
      await problem(t, answer, 'method-not-allowed')
    })
  }

  await t.test('every address of the contract is refused by whatever method it has not, and says which it has', async t => {
    const has = Map.groupBy(operations, ({ template }) => template)
    const otherwise: string[] = []
    for (const [template, at] of has) {
      const own = [...new Set(at.flatMap(({ method }) => method === 'GET' ? [method, 'HEAD'] : [method])), 'OPTIONS'].sort()
      for (const method of ['OPTIONS', 'GET', 'POST', 'TRACE', 'PROPFIND']) {
        if (method !== 'OPTIONS' && own.includes(method)) continue
        const head = await spoken(intake.url, `${method} ${at[0]!.path()} HTTP/1.1`)
        const right = head.startsWith(`HTTP/1.1 ${method === 'OPTIONS' ? 204 : 405} `) && head.includes(`\r\nallow: ${own.join(', ')}\r\n`)
        if (!right) otherwise.push(`${method} ${template}: ${head}`)
      }
    }
    t.ok(has.size > 40)
    t.strictSame(otherwise, [])
  })
  await t.test('and an address that there is not, by none', async t => {
    for (const method of ['OPTIONS', 'DELETE', 'PROPFIND']) await problem(t, await get('/v1/nowhere', { method }), 'not-found')
  })

  await t.test('HEAD is answered like GET, without the body', async t => {
    for (const path of ['/v1/applications', '/v1/applications/JXLB000001', '/health/live', '/v1/enterprises']) {
      const head = await get(path, { method: 'HEAD' })
      t.equal(head.status, 200, path)
      t.equal(await head.text(), '')
      t.equal(head.headers.get('content-type'), 'application/json; charset=utf-8')
    }
    t.equal((await get('/v1/applications/JXLB999999', { method: 'HEAD' })).status, 404)
  })

  await t.test('a joint number that was never given', async t => {
    await problem(t, await get('/v1/applications/JXLB999999'), 'application-not-found')
    await problem(t, await get('/v1/applications/JXLB999999/timeline'), 'application-not-found')
  })
  for (const jointNumber of ['JXLB1', '000001', 'jxlb000001', '(JXLB)000001', 'JXLB0000000000001', 'JXLB00000１', "JXLB000001'--", 'JXLB000001%0A']) {
    await t.test(`what is no joint number: ${jointNumber}`, async t => {
      await problem(t, await get(`/v1/applications/${jointNumber}`), 'application-not-found')
    })
  }

  for (const path of ['/v1/applications/%zz', '/v1/applications/%e4%bd', '/%', `/v1/applications/${'J'.repeat(2000)}`, '/v1/applications/JXLB000001%00', '/v1/applications?portalCaseNumber=a%00b']) {
    await t.test(`an address that cannot be read: ${path.slice(0, 30)}`, async t => {
      const { detail } = await problem(t, await get(path), 'malformed-request')
      t.equal(detail, undefined)
    })
  }

  const wrong: Array<[query: string, pointer: string, code: string]> = [
    ['cursor=%20', '/cursor', 'format'],
    ['cursor=', '/cursor', 'format'],
    ['cursor=abc', '/cursor', 'format'],
    [`cursor=${Buffer.from('0').toString('base64url')}`, '/cursor', 'format'],
    [`cursor=${Buffer.from('-1').toString('base64url')}`, '/cursor', 'format'],
    [`cursor=${Buffer.from('1.5').toString('base64url')}`, '/cursor', 'format'],
    [`cursor=${Buffer.from('99999999999999999999').toString('base64url')}`, '/cursor', 'format'],
    [`cursor=${'A'.repeat(65)}`, '/cursor', 'format'],
    ['limit=0', '/limit', 'range'],
    ['limit=-1', '/limit', 'range'],
    ['limit=101', '/limit', 'range'],
    ['limit=1.5', '/limit', 'type'],
    ['limit=', '/limit', 'type'],
    ['limit=many', '/limit', 'type'],
    ['limit=1&limit=2', '/limit', 'type'],
    ['status=open', '/status', 'value'],
    ['service=heating', '/service', 'value'],
    ['enterprise=Vodafone', '/enterprise', 'format'],
    ['receivedFrom=yesterday', '/receivedFrom', 'format'],
    ['receivedFrom=2026-11-23', '/receivedFrom', 'format'],
    ['receivedFrom=2026-11-23T00:00:00', '/receivedFrom', 'format'],
    ['receivedFrom=2026-11-31T00:00:00Z', '/receivedFrom', 'format'],
    ['receivedFrom=2026-11-23T00:00:00+08:00', '/receivedFrom', 'format'],
    ['receivedFrom=2026-11-23%E3%80%8000:00:00Z', '/receivedFrom', 'format'],
    ['receivedTo=2026-11-23T24:00:00Z', '/receivedTo', 'format'],
    ['receivedTo=', '/receivedTo', 'format'],
    [`portalCaseNumber=${'a'.repeat(65)}`, '/portalCaseNumber', 'length']
  ]
  for (const [query, pointer, code] of wrong) {
    await t.test(`a wrong filter: ${query.slice(0, 60)}`, async t => {
      await problem(t, await get(`/v1/applications?${query}`), 'invalid-parameter', [[pointer, code]])
    })
  }

  await t.test('all wrong filters are told at once', async t => {
    await problem(t, await get('/v1/applications?limit=0&status=open&receivedTo=never'), 'invalid-parameter', [['/limit', 'range'], ['/status', 'value'], ['/receivedTo', 'format']])
  })

  for (const time of ['0000-01-01T00:00:00Z', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '2026-01-01T00:00:00%2B23:00', '2026-06-30T23:59:60Z', '2026-06-30T23:59:59.123456789012Z']) {
    await t.test(`a far-fetched time breaks nothing: ${time}`, async t => {
      for (const filter of ['receivedFrom', 'receivedTo']) {
        const answer = await get(`/v1/applications?${filter}=${time}`)
        if (answer.status === 200) await body(t, answer, 200, 'ApplicationPage')
        else await problem(t, answer, 'invalid-parameter', [[`/${filter}`, 'format']])
      }
    })
  }

  await t.test('what looks like SQL finds nothing', async t => {
    for (const text of ["' or ''='", '%%%', '___', '\\\\\\', '\\%AH']) {
      const page = await body(t, await get(`/v1/applications?portalCaseNumber=${encodeURIComponent(text)}`), 200, 'ApplicationPage')
      t.strictSame(page.applications, [], text)
    }
  })

  await t.test('an enterprise that there is not has no callbacks', async t => {
    await problem(t, await intake.call('/v1/callbacks/vodafone', json({})), 'no-callbacks')
  })

  t.notMatch(intake.lines.join('\n'), /"level":[56]0/, 'none of it is a fault of the hub')
})

test('nothing of a person gets into the log', async t => {
  await intake.reset()
  const { applicantName, phone, idNumber, address } = householdForm().basic
  await intake.submit(householdForm())
  await intake.send(household(form => { form.basic.idNumber += 'X'; form[idNumber] = 1 }))
  await intake.send(JSON.stringify(householdForm()).slice(0, -1))
  await intake.call('/v1/applications?portalCaseNumber=AH341823-2026-0001')
  // The driver puts the row that failed into the error.
  await intake.pool.query('alter table applications add constraint broken check (false) not valid')
  await problem(t, await intake.send(electricityForm()), 'internal-error')
  const log = intake.lines.join('')
  t.match(log, /"constraint":"broken"/, 'the failure is in the log')
  for (const secret of [applicantName, phone, idNumber, address.text, 'AH341823']) t.notOk(log.includes(secret), `without ${secret.slice(0, 2)}…`)
})

/** The first line of the answer to a request that fetch would not send. */
function spoken (url: string, requestLine: string): Promise<string> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(`${requestLine}\r\nhost: hub\r\nconnection: close\r\n\r\n`))
    let heard = ''
    socket.setEncoding('utf8').on('data', text => { heard += text }).once('error', reject).once('close', () => resolve(heard))
  })
}
