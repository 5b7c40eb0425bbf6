/** The books of hub, enterprises and portal: where they agree nothing is found, and each way in which they can differ is. */
import { test } from 'tap'
import type { Books } from '../../chaos/books.ts'
import { makePlan, type Plan } from '../../chaos/plan.ts'
import { reconcile, type Findings } from '../../chaos/reconcile.ts'
import type { Site } from '../../chaos/site.ts'
import type { ToldFiling } from '../../chaos/filers.ts'
import type { ToldStep } from '../../chaos/specialists.ts'
import type { SimulatedFiling } from '../../simulators/county-approvals-departments.ts'
import type { Ending, SimulatedOrder } from '../../simulators/simulator.ts'

interface World {
  plan: Plan
  accepted: Map<string, string>
  surprises: string[]
  asking: Set<{ path: string }>
  books: Books
  /** What the people at the desk know to have said. */
  told: ToldStep[]
  /** Of 中国联通. */
  orders: Map<string, SimulatedOrder>
  refused: number
  /** What the people at the desk know to have filed, and what the departments have. */
  toldFilings: ToldFiling[]
  departments: Map<string, SimulatedFiling>
  heard: Array<{ jointNumber: string, sequence: number, enterprise: string, state: string }>
}

/** One application with one order that was placed at the second attempt, after asking, and completed. */
function world (): World {
  const plan = makePlan({ seed: 1, backend: 'postgresql', applications: 1, kills: 1, every: 1 })
  const [application] = plan.applications
  const { key } = Object.assign(application!, { course: '' })
  delete application!.withdrawAfter
  const order = { jointNumber: 'JXLB000001', key, enterprise: 'unicom', reference: 'JXLB000001-NU', state: 'completed', delivery: 'acknowledged' }
  const exchange = { reference: order.reference, enterprise: 'unicom' }
  return {
    plan,
    accepted: new Map([[key, 'JXLB000001']]),
    surprises: [],
    asking: new Set(),
    books: {
      applications: [{ jointNumber: 'JXLB000001', key, lastSequence: 2 }],
      orders: [order],
      filings: [{ id: 'f1', key, reference: 'JXLB000001-SP1', state: 'passed', items: [{ item: 'planning', state: 'passed' }] }],
      transitions: [{ jointNumber: 'JXLB000001', sequence: 1 }, { jointNumber: 'JXLB000001', sequence: 2 }],
      exchanges: [
        { ...exchange, attempt: 1, kind: 'place', outcome: 'failed', sent: true },
        { ...exchange, attempt: 2, kind: 'inquire', outcome: 'notFound', sent: true },
        { ...exchange, attempt: 2, kind: 'place', outcome: 'acknowledged', sent: true }
      ],
      deskSteps: [],
      open: []
    },
    told: [],
    toldFilings: [{ id: 'f1', reference: 'JXLB000001-SP1', order: order.reference }],
    departments: new Map([['JXLB000001-SP1', { flowno: 'JXLB000001-SP1', content: { address: `泾川镇${key}` }, items: [{ itemcode: 'GH', blzt: '11' }] } as SimulatedFiling]]),
    orders: new Map([[order.reference, { reference: order.reference, nativeNumber: '1', status: '60', since: new Date(), content: { address: `泾川镇${key}` }, appointments: [], placements: 1, ahead: [] }]]),
    refused: 0,
    heard: [1, 2].map(sequence => ({ jointNumber: 'JXLB000001', sequence, enterprise: 'unicom', state: sequence === 1 ? 'received' : 'completed' }))
  }
}

const ENDINGS: Record<string, Ending> = { 60: 'completed', 90: 'refused', 80: 'withdrawn', elsewhere: 'handedOver' }

/** The checks that find something. */
function found ({ plan, accepted, surprises, asking, books, told, toldFilings, departments, orders, refused, heard }: World): string[] {
  const findings: Findings = reconcile(plan, {
    applicant: { accepted, surprises, asking },
    specialists: { told, surprises: [] },
    filers: { told: toldFilings, surprises: [], asking: new Set() },
    approvals: { filings: departments },
    enterprises: [{ slug: 'unicom', orders, ending: (reference: string) => ENDINGS[orders.get(reference)?.status ?? ''] }],
    portal: { events: heard, heard, refused }
  } as unknown as Site, books)
  return Object.entries(findings).filter(([, lines]) => lines.length > 0).map(([check]) => check)
}

test('where all agree nothing is found', async t => {
  t.strictSame(found(world()), [])
})

const CASES: Array<[what: string, change: (world: World) => void, checks: string[]]> = [
  ['an application that was accepted and is not there', ({ books }) => { books.applications = []; books.orders = []; books.transitions = [] }, ['applications lost', 'orders of nobody']],
  ['an application that was never accepted', ({ accepted }) => { accepted.clear() }, ['applications lost']],
  ['an application under another number than was promised', ({ accepted, plan }) => { accepted.set(plan.applications[0]!.key, 'JXLB000002') }, ['applications lost']],
  ['two applications of one key', ({ books }) => { books.applications.push({ ...books.applications[0]!, jointNumber: 'JXLB000002' }) }, ['applications taken twice']],
  ['an order that its enterprise does not have', ({ orders }) => { orders.clear() }, ['orders lost']],
  ['an order of which nobody knows', ({ orders }) => { orders.set('other', { ...orders.get('JXLB000001-NU')!, content: { address: 'CHAOS-1-99' } }) }, ['orders of nobody']],
  ['an order placed under two references', ({ orders }) => { orders.set('other', orders.get('JXLB000001-NU')!) }, ['orders placed twice', 'orders of nobody']],
  ['a placement repeated without asking', ({ books }) => { books.exchanges.splice(1, 1) }, ['placements without asking first']],
  ['a placement repeated after an inquiry of another attempt', ({ books }) => { books.exchanges[1]!.attempt = 1 }, ['placements without asking first']],
  ['a webhook that never came', ({ heard }) => { heard.splice(1, 1) }, ['webhooks missing', 'hub and portal differ']],
  ['webhooks the wrong way round', ({ heard }) => { heard.reverse() }, ['webhooks out of order', 'hub and portal differ']],
  ['a webhook the portal did not believe', world => { world.refused = 1 }, ['webhooks not believed']],
  ['an order that has ended otherwise at its enterprise', ({ orders }) => { orders.get('JXLB000001-NU')!.status = '90' }, ['hub and enterprise differ']],
  ['an order that the enterprise has not ended', ({ orders }) => { orders.get('JXLB000001-NU')!.status = '50' }, ['hub and enterprise differ']],
  ['an order of which the portal heard something else last', ({ heard }) => { heard[1]!.state = 'refused' }, ['hub and portal differ']],
  ['an end that was not to be', ({ plan }) => { plan.applications[0]!.course = '退件' }, ['ends that are none']],
  ['a filing that was answered and is not there', ({ books, departments }) => { books.filings = []; departments.clear() }, ['filings lost']],
  ['a filing that nobody made', ({ toldFilings }) => { toldFilings.length = 0 }, ['filings that nobody made']],
  ['a filing made under two references', ({ departments }) => { departments.set('other', departments.get('JXLB000001-SP1')!) }, ['filings made twice', 'filings of nobody']],
  ['a filing that the departments do not have', ({ departments }) => { departments.clear() }, ['hub and departments differ']],
  ['a department that stands elsewhere', ({ departments }) => { departments.get('JXLB000001-SP1')!.items[0]!.blzt = '13' }, ['hub and departments differ']],
  ['something left undone', ({ books }) => { books.open.push('intent') }, ['left undone']],
  ['an answer that the contract does not foresee', ({ surprises }) => { surprises.push('400') }, ['answers out of contract']],
  ['a request that is never answered', ({ asking }) => { asking.add({ path: '/v1/applications' }) }, ['requests without an answer']]
]

for (const [what, change, checks] of CASES) {
  test(`${what} is found`, async t => {
    const changed = world()
    change(changed)
    t.strictSame(found(changed), checks)
  })
}

test('a placement may be repeated without asking when nothing of the first could have been one', async t => {
  const { books, ...rest } = world()
  books.exchanges.splice(1, 1)
  books.exchanges[0]!.sent = false
  t.strictSame(found({ books, ...rest }), [])
})

test('a withdrawal may be asking about the order at the same time', async t => {
  const { books, ...rest } = world()
  books.exchanges.splice(2, 0, { ...books.exchanges[1]!, attempt: 1 })
  t.strictSame(found({ books, ...rest }), [])
})

test('an order may end as its application was withdrawn, and one that was declined need not be known', async t => {
  const { plan, books, orders, heard, ...rest } = world()
  Object.assign(plan.applications[0]!, { withdrawAfter: 10 })
  Object.assign(books.orders[0]!, { state: 'withdrawn' })
  orders.clear()
  heard[1]!.state = 'withdrawn'
  t.strictSame(found({ plan, books, orders, heard, ...rest }), [])
})

test('a filing that was taken back in time need not be known to the departments', async t => {
  const { books, departments, ...rest } = world()
  Object.assign(books.filings[0]!, { state: 'cancelled', items: [{ item: 'planning', state: null }] })
  departments.clear()
  t.strictSame(found({ books, departments, ...rest }), [])
})

/** The same order, worked at a desk: taken and completed. */
function worldAtDesk (): World {
  const given = world()
  Object.assign(given.books.orders[0]!, { enterprise: 'rural-water', reference: 'JXLB000001-D' })
  for (const event of given.heard) event.enterprise = 'rural-water'
  given.books.exchanges = []
  given.orders.clear()
  const step = { reference: 'JXLB000001-D', actor: 'rural-water:王工' }
  given.told = [{ ...step, step: 'take', version: 0 }, { ...step, step: 'completed', version: 1 }]
  given.books.deskSteps = [...given.told]
  return given
}

const AT_DESK: Array<[what: string, change: (world: World) => void, checks: string[]]> = [
  ['nothing, where all agree,', () => {}, []],
  ['a step that was answered and is not there', ({ books }) => { books.deskSteps.pop() }, ['steps at the desk lost']],
  ['a step that nobody took', ({ told }) => { told.splice(0, 1) }, ['steps at the desk that nobody took']],
  ['a step of somebody else', ({ told }) => { told[0] = { ...told[0]!, actor: 'rural-water:李工' } }, ['steps at the desk lost', 'steps at the desk that nobody took']],
  ['a step taken twice', ({ books }) => { books.deskSteps.push(books.deskSteps[1]!) }, ['steps at the desk taken twice']],
  ['an end that the desk did not give it', ({ told, books }) => { for (const steps of [told, books.deskSteps]) steps[1] = { ...told[1]!, step: 'refused' } }, ['hub and desk differ']],
  ['an order that was never taken, and has ended', ({ told, books }) => { told.length = books.deskSteps.length = 0 }, ['hub and desk differ']]
]

for (const [what, change, checks] of AT_DESK) {
  test(`at a desk ${what} is found`, async t => {
    const changed = worldAtDesk()
    change(changed)
    t.strictSame(found(changed), checks)
  })
}
