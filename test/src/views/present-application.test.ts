/** What is made of an application that was just written is what is read of it. */
import { t as root, test } from 'tap'
import { EVERYTHING } from '../../../src/ground/access/visible.ts'
import { readApplication } from '../../../src/views/applications.ts'
import { presentApplication, shownOf, type ApplicationFacts, type OrderFacts } from '../../../src/views/present-application.ts'
import { wholeHouseForm } from '../../kit/forms.ts'
import { startIntake } from '../../kit/intake-hub.ts'

const { hub, submit, clock } = await startIntake(root)
const { nameOf } = hub

test('an application is presented from memory as it is read from its rows', async t => {
  const form = { ...wholeHouseForm(), portalCaseNumber: 'AH-1' }
  const { jointNumber } = await submit(form)
  const read = await readApplication(hub, EVERYTHING, jointNumber)

  const application: ApplicationFacts = {
    jointNumber,
    receivedAt: clock.time,
    acceptBy: new Date(read.acceptBy!),
    status: 'processing',
    notices: [],
    erasedAt: null,
    answering: null,
    form: shownOf(form)
  }
  const orders = read.orders.map(({ enterprise, service, kind, reference, statusCode, clocks }): OrderFacts => ({
    enterprise,
    service,
    kind,
    reference,
    nativeNumber: null,
    state: 'received',
    statusCode,
    since: clock.time,
    bookedFor: null,
    remark: undefined,
    delivery: 'pending',
    failure: null,
    attempts: 0,
    nextAttemptAt: clock.time,
    withdrawal: null,
    withdrawalReason: undefined,
    isSupplied: false,
    clocks,
    desk: null,
    results: []
  }))
  t.equal(orders.length, 4)
  t.strictSame(presentApplication(application, orders, { nameOf, isEnterprise: false }), read)

  await t.test('and an enterprise sees its own order alone', async t => {
    const own = orders.filter(({ enterprise }) => enterprise === 'unicom')
    const seen = presentApplication(application, own, { nameOf, isEnterprise: true })
    t.strictSame(seen, await readApplication(hub, { client: null, enterprise: 'unicom' }, jointNumber))
    t.strictSame(seen.services, ['network'])
    t.notOk(seen.portalCaseNumber)
    const notices = [{ code: 'calendar-not-covered', message: '推算' }, ...['unicom', 'state-grid'].map(enterprise => ({ code: 'text-cut', message: '备注', enterprise, pointer: '/basic/remark' }))]
    t.match(presentApplication({ ...application, notices }, own, { nameOf, isEnterprise: true }).notices.map(({ enterprise }) => enterprise), [undefined, 'unicom'], 'nor does it learn who else was applied to')
  })
})
