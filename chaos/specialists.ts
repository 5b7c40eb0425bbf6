/**
 * Plays the people at the desk of an enterprise without a system: two of them take what waits there, each on their own,
 * and work it to its end. What the hub has answered that it took is their book.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { newCaller } from '../kit/caller.ts'
import { AT_DESK } from '../kit/desk.ts'
import type { components } from '../openapi/hub.d.ts'
import { newAsking, post, surprise } from './asking.ts'

type Schemas = components['schemas']
type Step = Schemas['DeskStep']

export interface ToldStep { reference: string, step: Step, version: number, actor: string }

export interface Specialists {
  /** Steps that the hub has taken, as it answered. */
  told: ToldStep[]
  /** Steps that came too late: somebody else's had been taken, or the order had changed. */
  late: number
  surprises: string[]
  /** They go home once what they are at is answered. */
  end (): Promise<void>
  /** At once, whatever they are at. */
  abandon (): void
}

const NAMES = ['王工', '李工']

/** Milliseconds between two looks at what waits. */
const PAUSE = 300

export function startSpecialists (hubUrl: string): Specialists {
  const asking = newAsking(newCaller(hubUrl, AT_DESK))
  const evening = new AbortController()

  async function work (name: string): Promise<void> {
    for (; !evening.signal.aborted; await sleep(PAUSE)) {
      const { status, body } = await asking.ask('/v1/desk/orders?limit=100')
      if (status !== 200) specialists.surprises.push(surprise('the list at the desk', { status, body }))
      else for (const { order } of (body as Schemas['DeskOrderPage']).orders) await workOn(order.reference, name)
    }
  }

  async function workOn (reference: string, specialist: string): Promise<void> {
    const path = `/v1/desk/orders/${reference}`
    const read = await asking.ask(path)
    if (read.status !== 200) {
      specialists.surprises.push(surprise(`${reference} read at the desk`, read))
      return
    }
    const { desk, basic } = read.body as Schemas['DeskOrderDetail']
    const taken = specialists.told.filter(told => told.reference === reference).map(({ step }) => step)
    const step = nextStep(desk, basic.address.text, taken)
    if (!step) return
    const { version } = desk
    const said = { step, version, specialist, ...WORDS[step] }
    const answer = await asking.ask(`${path}/steps`, post(said, {
      'idempotency-key': `${specialist === NAMES[0] ? 1 : 2}-${reference}-${version}-${step}`
    }))
    if (answer.status === 200) {
      specialists.told.push({ reference, step, version, actor: `${AT_DESK}:${specialist}` })
    } else if (['order-changed', 'step-not-possible'].includes(answer.body.code)) specialists.late++
    else specialists.surprises.push(surprise(`${reference} ${step}`, answer))
  }

  const working = Promise.all(NAMES.map(work))
  // Told of where it is waited for.
  working.catch(() => {})
  const specialists: Specialists = {
    told: [],
    late: 0,
    surprises: [],
    async end () {
      evening.abort()
      await working
    },
    abandon () {
      evening.abort()
      asking.end()
    }
  }
  return specialists
}

/** What a step is said with. */
const WORDS: Partial<Record<Step, object>> = {
  surveyed: { result: '具备条件' },
  needsMaterial: { material: '身份证', reason: '照片不清' },
  refused: { reason: '管网未覆盖' }
}

/** By the course that the words of the address choose (application.ts); nothing where it is the applicant's turn. */
function nextStep (
  { order: { state }, task, steps }: Schemas['DeskOrder'], address: string, taken: Step[]
): Step | undefined {
  if (task === 'take') return 'take'
  if (task === 'answerWithdrawal') return 'withdrawalGranted'
  if (task === 'checkSupplement') return 'supplementSeen'
  // The departments have not come to an end; nobody builds before.
  if (state === 'specialProcedure') return undefined
  const course: Step[] = address.includes('【退件】')
    ? ['accepted', 'refused']
    : ['accepted', ...address.includes('【补件】') ? ['needsMaterial' as const] : [], 'surveyed', 'completed']
  return course.find(step => !taken.includes(step) && steps.some(offered => offered.step === step))
}
