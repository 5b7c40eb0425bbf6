/** What an enterprise says of an order reaches rows, logs and answers without the applicant's data, whichever enterprise it is. */
import { test } from 'tap'
import type { Adapter } from '../../../../adapters/adapter.ts'
import { Failure } from '../../../../adapters/failure.ts'
import { personalValues } from '../../../../src/ground/redaction/personal-values.ts'
import { presentableAdapter } from '../../../../src/engines/delivery/presentable-adapter.ts'
import { householdForm } from '../../../kit/forms.ts'

const form = householdForm()
const personal = personalValues(form)
const { idNumber, phone, applicantName, address } = form.basic
const spoken = `certNo ${idNumber}（${applicantName}，${phone}，${address.text}）有误`
const presentable = 'certNo ***（***，***，***）有误'

function saying (answer: () => unknown): Adapter<unknown, unknown> {
  const say = async (): Promise<never> => answer() as never
  return { place: say, inquire: say, supplement: say, withdraw: say, appoint: say, close: async () => {} }
}

test('failures', async t => {
  const adapter = presentableAdapter(saying(() => { throw new Failure({ comeBack: 'never', fault: 'application', code: `E-${phone}`, message: spoken }) }), personal)
  for (const call of [adapter.place({}), adapter.inquire({ reference: 'R' }), adapter.supplement({ reference: 'R' }, {}, {}), adapter.withdraw({ reference: 'R' }, ''), adapter.appoint!({ reference: 'R' }, {})]) {
    const error = await call.then(() => undefined, (error: unknown) => error)
    t.ok(error instanceof Failure)
    t.match(error, { facts: { comeBack: 'never', code: 'E-***', message: presentable } })
    t.notMatch((error as Error).message, idNumber)
  }
})

test('refusals', async t => {
  t.match(await presentableAdapter(saying(() => ({ kind: 'refused', code: '1', reason: spoken })), personal).place({}), { kind: 'refused', reason: presentable })
  t.match(await presentableAdapter(saying(() => ({ kind: 'tooLate', reason: spoken })), personal).withdraw({ reference: 'R' }, ''), { kind: 'tooLate', reason: presentable })
})

test('what holds no words, and what is no failure, is passed on as it is', async t => {
  const answer = { kind: 'acknowledged', nativeNumber: '1' }
  t.equal(await presentableAdapter(saying(() => answer), personal).place({}), answer)
  const bug = new TypeError('bug')
  t.equal(await presentableAdapter(saying(() => { throw bug }), personal).place({}).then(() => undefined, (error: unknown) => error), bug)
})
