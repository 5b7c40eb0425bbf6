/**
 * Random people through every enterprise's mapping and adapter, against its simulated system: handed over, asked after, corrected, taken
 * back. Nothing of them, of their files and of what both sides prove themselves with is found in the trail afterwards.
 */
import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { test } from 'tap'
import { readDocument } from '../../openapi/document.ts'
import type { components } from '../../openapi/hub.d.ts'
import { closeAround, sandboxDocument, startEnterprises } from '../../kit/sandbox.ts'
import type { Simulator } from '../../simulators/simulator.ts'
import type { ApplicationForm } from '../../src/ground/form/order-view.ts'
import { unescaped } from '../../src/ground/redaction/legible.ts'
import { secretsOf } from '../../src/records/trail/messages.ts'
import { deliver } from '../../src/engines/delivery/deliver.ts'
import { profiles, type Slug } from '../../src/enterprises/profiles.ts'
import { startIntake, type Intake } from '../kit/intake-hub.ts'
import { json, startTestHub } from '../kit/test-hub.ts'
import { formFor, KNOWN } from './enterprises.ts'

const RUNS = 2
const { ApplicantType: { enum: applicantTypes } } = readDocument(new URL('../../openapi/hub.yaml', import.meta.url))['components'].schemas

/** A text that the contract takes, recognisable wherever it turns up, with everything that some notation escapes. */
function words (maxLength: number): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...'泾川镇稼祥路号幢室囍㐂𠮷𬭚éßAZaz0189 -_.,;:!?#$%&+=<>"\'\\/()[]{}，。；：（）'), { minLength: 3, maxLength: maxLength - 2 }).map(characters => `梅${characters.join('').trim()}`)
}

const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const residentId = fc.tuple(fc.integer({ min: 110000, max: 659999 }), fc.integer({ min: 1950, max: 2005 }), fc.integer({ min: 10, max: 12 }), fc.integer({ min: 10, max: 28 }), fc.integer({ min: 100, max: 999 }))
  .map(parts => parts.join('')).map(digits => digits + '10X98765432'[ID_WEIGHTS.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0) % 11])
const digits = (length: number): fc.Arbitrary<string> => fc.integer({ min: 10 ** (length - 1), max: 10 ** length - 1 }).map(String)
const phone = fc.oneof(digits(9).map(rest => `13${rest}`), digits(6).map(rest => `0563-2${rest}`))

const UNIFORM_CODE = '91350100M000100Y43'

/** The parts of a person's form that say who it is. */
const person = fc.record({
  applicantName: words(10),
  organisationName: words(30),
  phone,
  idNumber: residentId,
  address: words(60),
  originalAddress: words(60),
  remark: words(60).map(text => text.replace('，', '\n')),
  blockRemark: words(60),
  kindText: words(20),
  circuit: words(40),
  registrar: words(10),
  correctedName: words(10),
  reason: words(40)
})
type Person = typeof person extends fc.Arbitrary<infer P> ? P : never

function formOf (slug: Slug, told: Person, kind: string, applicantType: string, attachments: ApplicationForm['attachments']): ApplicationForm {
  const form = formFor(slug)
  const { service, capabilities: { otherServices } } = profiles.get(slug)!.mapping
  return {
    ...form,
    origin: { channel: 'window', window: told.kindText },
    basic: {
      ...form.basic,
      businessNature: 'other',
      businessNatureText: told.kindText,
      applicantType,
      ...applicantType !== 'household' && { organisationName: told.organisationName, unifiedSocialCreditCode: UNIFORM_CODE },
      applicantName: told.applicantName,
      phone: told.phone,
      idNumber: told.idNumber,
      address: { ...form.basic.address, text: told.address },
      originalAddress: told.originalAddress,
      remark: told.remark
    },
    [service]: { ...form[service], kind, kindText: told.kindText, remark: told.blockRemark, ...otherServices && { otherServices: Object.fromEntries(otherServices.map(name => [name, told.circuit])) } },
    foot: { firstContactUnit: told.registrar, registrar: told.registrar },
    attachments
  } as ApplicationForm
}

test('no person is found in the trail', async t => {
  const slugs = Object.keys(KNOWN)
  let clock = (): Date => new Date(0)
  const document = sandboxDocument()
  const simulated = await startEnterprises(document, { own: () => ({ now: () => clock() }) })
  t.teardown(() => closeAround(simulated))
  const intake = await startIntake(t, {
    adjust (settings) {
      for (const slug of slugs) {
        settings.enterprises[slug].baseUrl = simulated[slug]!.url
        // Soon enough for everything to happen within its office hours.
        settings.enterprises[slug].delivery = { watch: { first: '10m', every: '10m' } }
      }
    }
  })
  clock = intake.hub.now

  for (const slug of slugs) {
    const { capabilities } = profiles.get(slug)!.mapping
    await t.test(slug, async t => {
      await fc.assert(fc.asyncProperty(person, fc.constantFrom(...capabilities.kinds), fc.constantFrom(...applicantTypes), async (told, kind, applicantType: string) => {
        const file = Buffer.concat([Buffer.from('%PDF-1.4\n'), randomBytes(200)])
        const uploaded = applicantType === 'agent' || capabilities.files.pass !== 'none' ? [{ id: (await (await intake.upload(new Uint8Array(file))).json() as { id: string }).id, kind: 'powerOfAttorney' as const }] : undefined
        await dealings(intake, slug, simulated[slug]!, formOf(slug, told, kind, applicantType, uploaded), told)
        await inspect(intake, slug, [...Object.values(told), UNIFORM_CODE, file.toString('base64'), file.toString('hex')])
      }), { numRuns: RUNS, seed: 573916675, endOnFailure: true })
      t.pass(`${RUNS} people`)
    })
  }
})

/** Everything the hub says to an enterprise about one order. */
async function dealings (intake: Intake, slug: Slug, simulator: Simulator, form: ApplicationForm, told: Person): Promise<void> {
  const { jointNumber, orders: [order] } = await intake.submit(form)
  await work(intake, slug)
  await simulator.move(order!.reference, KNOWN[slug]!.needsMaterial, `${told.applicantName} ${told.idNumber}（${told.address}）请补正`)
  await work(intake, slug)
  const answer = await intake.call(`/v1/applications/${jointNumber}/supplement`, json({ enterprise: slug, changes: { basic: { applicantName: told.correctedName } } }))
  if (answer.status !== 202) throw new Error(await answer.text())
  await work(intake, slug)
  await intake.call(`/v1/applications/${jointNumber}/withdrawal`, json({ reason: told.reason }))
  await work(intake, slug)
}

/** Does what is open, each when it is due. */
async function work (intake: Intake, slug: Slug): Promise<void> {
  const handler = deliver(intake.hub, intake.hub.enterprises.get(slug)!)
  for (const { id, at } of intake.alarms.splice(0).filter(({ queue }) => queue === slug)) {
    intake.clock.time = new Date(Math.max(at.getTime(), intake.clock.time.getTime()))
    const again = await handler(id)
    if (again) intake.alarms.push({ queue: slug, id, at: again })
  }
}

async function inspect (intake: Intake, slug: Slug, values: string[]): Promise<void> {
  const { rows: [order] } = await intake.pool.query<{ id: string, reference: string }>('select id, reference from orders order by application_serial desc limit 1')
  const { rows } = await intake.pool.query<{ kept: string, kind: string, outcome: string }>(`
    select exchanges::text || messages::text as kept, kind, outcome from exchanges left join messages on exchange_id = id where order_id = $1 order by id, position`, [order!.id])
  const kept = rows.map(row => row.kept).join('\n') + intake.lines.join('\n')
  for (const kind of ['place', 'inquire', 'supplement', 'withdraw']) {
    // One interface document has no answer for a withdrawal that comes too late.
    if (!rows.some(row => row.kind === kind && (kind === 'withdraw' || row.outcome !== 'failed'))) throw new Error(`no ${kind} in the trail: ${kept}`)
  }
  if (!kept.includes(order!.reference)) throw new Error(`the order cannot be recognised: ${kept}`)
  const readings = [kept, unescaped(kept), unescaped(unescaped(kept)), unescaped(unescaped(unescaped(kept)))].map(text => text.toLowerCase())
  const secrets = secretsOf(intake.hub.settings.enterprises[slug]!)
  for (const value of [...values.flatMap(pieces), ...secrets]) {
    if (readings.some(reading => reading.includes(value.toLowerCase()))) throw new Error(`${value} is in the trail: ${kept}`)
  }
}

/** A value, and what may be left of it where it was cut. */
function pieces (value: string): string[] {
  if (!/\P{ASCII}/u.test(value)) return [value]
  return value.length < 6 ? [value] : Array.from({ length: value.length - 5 }, (_, at) => value.slice(at, at + 6)).filter(piece => /\P{ASCII}/u.test(piece))
}

test('nor in what the enterprises told', async t => {
  const slugs = Object.keys(KNOWN).filter(slug => KNOWN[slug]!.callback)
  const hub = await startTestHub(t, { slugs, adjust: settings => { for (const slug of slugs) settings.enterprises[slug].delivery.watch = { first: '1h', every: '1h' } } })
  for (const slug of slugs) {
    const form = formFor(slug)
    const { jointNumber, orders: [order] } = await hub.submit(form)
    await hub.reached(jointNumber, slug, 'submitted')
    const { applicantName, phone, idNumber, address: { text: address } } = form.basic
    await hub.simulators[slug]!.move(order!.reference, KNOWN[slug]!.needsMaterial, `${applicantName}（${phone}，${idNumber}）：${address}无法进场`)
    await hub.reached(jointNumber, slug, 'needsMaterial')
    const { exchanges } = await (await hub.call(`/v1/applications/${jointNumber}/exchanges`)).json() as components['schemas']['ExchangePage']
    const told = exchanges.find(({ kind }) => kind === 'callback')
    t.match(told, { enterprise: slug, outcome: 'applied', messages: [{ method: 'POST', url: new RegExp(`^/v1/callbacks/${slug}`), request: /\*\*\*（\*\*\*，\*\*\*）：\*\*\*无法进场/, status: /^20[04]$/ }] }, slug)
    const text = JSON.stringify(exchanges)
    t.ok(text.includes(order!.reference), `${slug}: the order can be recognised`)
    for (const value of [applicantName, phone, idNumber, address, ...secretsOf(hub.hub.settings.enterprises[slug]!)]) t.notOk(text.includes(value), `${slug}: ${value}`)
  }
})
