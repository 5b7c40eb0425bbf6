/** What the desk's screens ask of people and of the hub, held to the contract. */
import { test } from 'tap'
import { DUE, dueWithin } from '../../console/desk/due.ts'
import { saidOf, STEP_FORMS, type Said, type Step, type StepField } from '../../console/desk/step-fields.ts'
import { newChecker, readDocument } from '../../openapi/document.ts'

const contract = readDocument(new URL('../../openapi/hub.yaml', import.meta.url))
const checker = newChecker<Record<string, unknown>>(contract)
const SAID: Said = { bookedFor: '2026-12-01T09:30', result: '可接', material: '产权证', reason: '看不清', nativeNumber: 'A-1', remark: '说明' }
const FILES = [{ id: 'b0b2a8fc-4f8c-4a0a-9d9d-0d3f6f2f8f1a', kind: 'photo' }]

test('each step is asked for what the contract wants with it, and for nothing else', async t => {
  const isTaken = (body: object): boolean => 'value' in checker.check('DeskStepRequest', body)
  const steps = contract['components'].schemas['DeskStep'].enum as Step[]
  t.strictSame(Object.keys(STEP_FORMS).sort(), [...steps].sort())
  for (const step of steps) {
    const { wanted, free, takesFiles } = STEP_FORMS[step]
    const request = { step, version: 0, ...saidOf(step, SAID) }
    t.ok(isTaken(request), `${step} with everything that it has a field for`)
    for (const field of wanted) {
      const { [field]: _left, ...without } = request as Record<string, unknown>
      t.notOk(isTaken(without), `${step} without ${field}`)
    }
    for (const field of free) t.ok(isTaken({ step, version: 0, ...saidOf(step, { ...SAID, [field]: ' ' }) }), `${step} without ${field}`)
    for (const field of (Object.keys(SAID) as StepField[]).filter(field => ![...wanted, ...free].includes(field))) {
      t.notOk(isTaken({ ...request, [field]: field === 'bookedFor' ? '2026-12-01T09:30:00+08:00' : '字' }), `${step} has no ${field}`)
    }
    t.equal(isTaken({ ...request, attachments: FILES }), takesFiles, `files of ${step}`)
  }
})

test('a booked time is the county\'s, and blanks are nothing', async t => {
  t.strictSame(saidOf('surveyBooked', { ...SAID, remark: '  ' }), { bookedFor: '2026-12-01T09:30:00+08:00' })
  t.strictSame(saidOf('take', { ...SAID, nativeNumber: '' }), {})
})

test('due words are days of the county', async t => {
  const now = new Date('2026-11-30T17:00:00Z')
  const day = (date: string): string => `2026-12-${date}T00:00:00+08:00`
  t.strictSame(DUE.map(({ value }) => dueWithin(value, now)), [
    { dueTo: '2026-11-30T17:00:00.000Z' }, { dueFrom: day('01'), dueTo: day('02') }, { dueFrom: day('02'), dueTo: day('03') }, { dueFrom: day('01'), dueTo: day('08') }
  ])
  t.strictSame([dueWithin(undefined, now), dueWithin('whenever', now)], [{}, {}])
})
