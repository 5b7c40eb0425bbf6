/** What a mapping cuts off, it says; tried with texts of every length that the form allows, each with an end of its own. */
import fc from 'fast-check'
import { test } from 'tap'
import type { Service } from '../../mappings/mapping.ts'
import { profiles } from '../../src/enterprises/profiles.ts'
import { orderView, type ApplicationForm } from '../../src/ground/form/order-view.ts'
import { wholeHouseForm } from '../kit/forms.ts'
import { COUNTY } from '../kit/sandbox.ts'

/** Every field that an applicant writes freely, and how long it may be. */
const TEXTS: Record<string, number> = {
  '/basic/businessNatureText': 100,
  '/basic/organisationName': 100,
  '/basic/applicantName': 100,
  '/basic/originalAddress': 200,
  '/basic/address/text': 200,
  '/basic/remark': 200,
  '/own/kindText': 100,
  '/own/remark': 200,
  '/own/otherServices/fixedLine': 100,
  '/own/otherServices/circuit': 100,
  '/own/otherServices/broadband': 100,
  '/own/otherServices/tv': 100
}

/** The end of the text at a pointer. */
const END = Object.fromEntries(Object.keys(TEXTS).map((pointer, index) => [pointer, '①②③④⑤⑥⑦⑧⑨⑩⑪⑫'[index]!]))

for (const [profile, { mapping }] of profiles) {
  const { service } = mapping
  const own = (pointer: string): string => pointer.replace('/own/', `/${service}/`)

  function viewOf (lengths: Record<string, number>): ReturnType<typeof orderView<Service>> {
    const form: any = wholeHouseForm()
    Object.assign(form.basic, { businessNature: 'other', applicantType: 'legalEntity', unifiedSocialCreditCode: '91350100M000100Y43' })
    Object.assign(form[service], { kind: 'other', ...service === 'network' && { otherServices: {} } })
    for (const [pointer, length] of Object.entries(lengths)) {
      const names = own(pointer).split('/').slice(1)
      const holder = names.slice(0, -1).reduce((at, name) => at?.[name], form)
      if (holder && length > 0) holder[names.at(-1)!] = '𠮷'.repeat(length - 1) + END[pointer]
    }
    return orderView(service, 'R', { jointNumber: 'JXLB000001', receivedAt: '2026-01-05T09:30:15+08:00', form: form as ApplicationForm })
  }

  /** The fields whose end the enterprise is told. */
  function told (lengths: Record<string, number>): string[] {
    const order = JSON.stringify(mapping.order(viewOf(lengths), [], { agreed: { orgNo: '3440823' }, county: COUNTY }))
    return Object.keys(TEXTS).filter(pointer => lengths[pointer]! > 0 && order.includes(END[pointer]!))
  }

  test(`${profile}: what is cut off is said, and nothing else`, async t => {
    const shown = told(Object.fromEntries(Object.keys(TEXTS).map(pointer => [pointer, 1])))
    t.ok(shown.includes('/own/remark') && shown.includes('/basic/remark'))
    const lengths = fc.record(Object.fromEntries(Object.entries(TEXTS).map(([pointer, most]) => [pointer, fc.oneof(fc.integer({ min: 0, max: most }), fc.constant(most))])))
    fc.assert(fc.property(lengths, given => {
      const kept = told(given)
      const lost = shown.filter(pointer => given[pointer]! > 0 && !kept.includes(pointer)).map(own)
      t.strictSame((mapping.cut?.(viewOf(given)) ?? []).toSorted(), lost.toSorted())
    }), { seed: 5, numRuns: 200 })
  })
}

test('a limit that is just kept cuts nothing, one character more does', async t => {
  const { mapping } = profiles.get('state-grid')!
  for (const [length, cut] of [[170 + 1 + 29, []], [170 + 1 + 30, ['/basic/remark']]] as const) {
    const form = wholeHouseForm()
    form.electricity!.remark = '电'.repeat(170)
    form.basic.remark = '总'.repeat(length - 171)
    t.strictSame(mapping.cut!(orderView('electricity', 'R', { jointNumber: 'JXLB000001', receivedAt: '2026-01-05T09:30:15+08:00', form })), cut)
  }
})
