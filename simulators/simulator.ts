/**
 * What all simulated enterprises share: an order book, a script that moves orders along, callbacks that are re-sent
 * until they are acknowledged, faults, and a small control interface. How an enterprise speaks, signs and refuses
 * stands in its own file, written from its interface document alone and sharing nothing with the hub's adapter, so that
 * one checks the other.
 */
import Fastify, { type FastifyInstance } from 'fastify'
import { control } from './control.ts'
import { newFaults, suffer, type Faults } from './faults.ts'
import type { Place } from './place.ts'
import { newTeller } from './tell.ts'

export interface SimulatorOptions {
  /** The enterprise that it plays; named as its profile unless given. */
  slug?: string
  /** 0 takes a free one. */
  port?: number
  /** Where the hub takes this enterprise's callbacks. */
  callbackUrl?: string
  /** Milliseconds between two steps of an order; without it an order moves only when told to. */
  pace?: number
  now?: () => Date
  /** Where it works; the sandbox's county unless given. */
  place?: Place
}

export interface SimulatedOrder {
  reference: string
  nativeNumber: string
  status: string
  since: Date
  remark?: string
  /** The native order as last received. */
  content: unknown
  /** The times of visits that it was told, the last one counts. */
  appointments: string[]
  /** How often the hub placed it. */
  placements: number
  /** What stands before the order, the next step first. */
  ahead: string[]
}

export interface OutgoingCallback {
  url: string
  headers: Record<string, string>
  body: string | Buffer
}

/** What a profile's own file tells of its enterprises. */
export interface Enterprise {
  profile: string
  /** The native statuses of an order that goes well, from the first after placement to the finished one. */
  script: readonly string[]
  /** The native status between placement and the first step, where it is not that first step already. */
  initial?: string
  /**
   * The native statuses beside the script. `materialReceived` is where an order goes on after a supplement, `elsewhere`
   * where it belongs to another company.
   */
  aside: { refused: string, needsMaterial: string, materialReceived?: string, withdrawn: string, elsewhere?: string }
  nativeNumber: (serial: number) => string
  routes: (app: FastifyInstance, desk: Desk) => void
  /** Missing where the enterprise has no callbacks. `genuine` false asks for one signed with a wrong secret. */
  callback?: (order: SimulatedOrder, to: string, now: Date, genuine: boolean) => OutgoingCallback
  /** Whether an answer to a callback is the acknowledgement the document asks for. */
  acknowledged?: (status: number, body: Buffer) => boolean
}

/** The enterprise's order book, as its routes use it. */
export interface Desk {
  now (): Date
  find (reference: string): SimulatedOrder | undefined
  /**
   * Takes an order, or finds the one it already has under this reference. Words in 【】 in the address choose a course:
   * 【退件】 is refused after the first step, 【补件】 asks for material after the first step and waits for it.
   */
  place (reference: string, content: unknown, address: string): Promise<{ order: SimulatedOrder, repeated: boolean }>
  /** Takes corrected material; false when the order does not wait for any. */
  supplement (reference: string, content: unknown): boolean
  /** Cancels an order; false when it is too late for that. */
  withdraw (reference: string): boolean
}

export interface Simulator {
  slug: string
  url: string
  orders: ReadonlyMap<string, SimulatedOrder>
  /** How often it answered what, by method, path and status: `POST /oauth/token 200`. */
  answers: ReadonlyMap<string, number>
  faults: Faults
  /** How an order ended, in words that all enterprises share; nothing while it is open. */
  ending (reference: string): Ending | undefined
  /** Moves an order to a native status and, where there are callbacks, tells the hub and waits for its answer. */
  move (reference: string, status: string, remark?: string): Promise<void>
  close (): Promise<void>
}

export type Ending = 'completed' | 'refused' | 'withdrawn' | 'handedOver'

export const SERVER = {
  forceCloseConnections: true, bodyLimit: 32 * 1024 * 1024
}

/** Starts a simulated enterprise on loopback. */
export async function startSimulator (enterprise: Enterprise, options: SimulatorOptions = {}): Promise<Simulator> {
  const { pace, callbackUrl, now = () => new Date() } = options
  const orders = new Map<string, SimulatedOrder>()
  const faults = newFaults()
  const answers = new Map<string, number>()
  const endings = endingsOf(enterprise)
  const timers = new Set<NodeJS.Timeout>()
  const retryAfter = Math.max(pace ?? 0, 50)
  const tell = newTeller(enterprise, { faults, timers, now, ...callbackUrl && { callbackUrl }, retryAfter })

  async function move (order: SimulatedOrder, status: string, remark?: string): Promise<void> {
    Object.assign(order, { status, since: now() })
    if (remark) order.remark = remark
    else delete order.remark
    await tell(order)
  }

  function later (wait: number, act: () => void): void {
    const timer = setTimeout(() => { timers.delete(timer); act() }, wait)
    timers.add(timer)
  }

  function proceed (order: SimulatedOrder): void {
    if (pace === undefined) return
    later(pace, () => {
      const next = order.ahead.shift()
      if (next === undefined) return
      if (order.status !== enterprise.aside.withdrawn) move(order, next, remarkOf(enterprise, next))
      if (next !== enterprise.aside.needsMaterial) proceed(order)
    })
  }

  const desk: Desk = {
    now,
    find: reference => orders.get(reference),
    async place (reference, content, address) {
      const known = orders.get(reference)
      if (known) {
        known.placements++
        return { order: known, repeated: true }
      }
      const order: SimulatedOrder = {
        reference,
        nativeNumber: enterprise.nativeNumber(orders.size + 1),
        status: enterprise.initial ?? enterprise.script[0]!,
        since: now(),
        content,
        appointments: [],
        placements: 1,
        ahead: courseOf(enterprise, address)
      }
      orders.set(reference, order)
      if (faults.strikes('early')) await move(order, order.ahead.shift()!)
      proceed(order)
      return { order, repeated: false }
    },
    supplement (reference, content) {
      const order = orders.get(reference)
      if (order?.status !== enterprise.aside.needsMaterial) return false
      order.content = content
      proceed(order)
      return true
    },
    withdraw (reference) {
      const order = orders.get(reference)!
      if (order.status in endings) return false
      order.ahead = []
      later(pace ?? 0, () => { move(order, enterprise.aside.withdrawn) })
      return true
    }
  }

  const app = Fastify(SERVER)
  app.register(async native => {
    suffer(native, faults)
    countAnswers(native, answers)
    enterprise.routes(native, desk)
  })
  control(app, { orders, faults, move })
  const url = await app.listen({ host: '127.0.0.1', port: options.port ?? 0 })
  return {
    slug: options.slug ?? enterprise.profile,
    url,
    orders,
    answers,
    faults,
    ending: reference => endings[orders.get(reference)?.status ?? ''],
    move: (reference, status, remark) => move(orders.get(reference)!, status, remark),
    async close () {
      for (const timer of timers) clearTimeout(timer)
      await app.close()
    }
  }
}

export function countAnswers (app: FastifyInstance, answers: Map<string, number>): void {
  app.addHook('onResponse', async ({ method, routeOptions }, { statusCode }) => {
    const answer = `${method} ${routeOptions.url} ${statusCode}`
    answers.set(answer, (answers.get(answer) ?? 0) + 1)
  })
}

function endingsOf ({ script, aside: { refused, withdrawn, elsewhere } }: Enterprise): Record<string, Ending> {
  return {
    [script.at(-1)!]: 'completed',
    [refused]: 'refused',
    [withdrawn]: 'withdrawn',
    ...elsewhere && { [elsewhere]: 'handedOver' }
  }
}

function courseOf ({ script, aside }: Enterprise, address: string): string[] {
  if (address.includes('【退件】')) return [script[0]!, aside.refused]
  if (address.includes('【补件】')) {
    return [
      script[0]!, aside.needsMaterial, ...aside.materialReceived ? [aside.materialReceived] : [], ...script.slice(1)
    ]
  }
  return [...script]
}

function remarkOf ({ aside }: Enterprise, status: string): string | undefined {
  if (status === aside.refused) return '现场不具备安装条件'
  if (status === aside.needsMaterial) return '证件照片不清晰，请重新提交'
  return undefined
}
