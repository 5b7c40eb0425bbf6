/** An enterprise at its desk in the sandbox, and what its specialists do there. */
import { randomUUID } from 'node:crypto'
import type { Test } from 'tap'
import type { components } from '../../openapi/hub.d.ts'
import { body } from './answers.ts'
import { json, type TestHub } from './test-hub.ts'

type Schemas = components['schemas']
export type DeskOrder = Schemas['DeskOrder']
type Step = Schemas['DeskStep']

/** Has the water company, which has a client in the sandbox, work by hand. */
export function waterAtDesk ({ enterprises }: any): void {
  const { name } = enterprises['county-water']
  enterprises['county-water'] = { profile: 'desk', service: 'water', name, promises: { connect: [{ kinds: ['new'], days: 6 }] } }
}

export interface Desk {
  /** What waits, by `query`. */
  list (query?: string): Promise<DeskOrder[]>
  read (reference: string): Promise<Schemas['DeskOrderDetail']>
  /** Asks for a step, by the version that stands in `said` or the present one. */
  ask (reference: string, step: Step, said?: object, key?: string): Promise<Response>
  /** Takes steps one after the other. */
  take (reference: string, ...steps: Array<Step | [Step, object]>): Promise<DeskOrder>
}

export function deskOf (t: Test, { call }: Pick<TestHub, 'call'>): Desk {
  async function read (reference: string): Promise<Schemas['DeskOrderDetail']> {
    return await body(t, await call(`/v1/desk/orders/${reference}`), 200, 'DeskOrderDetail')
  }

  async function ask (reference: string, step: Step, said: object = {}, key: string = randomUUID()): Promise<Response> {
    const version = 'version' in said ? {} : { version: (await read(reference)).desk.version }
    return await call(`/v1/desk/orders/${reference}/steps`, json({ step, ...version, ...said }, { 'idempotency-key': key }))
  }

  return {
    async list (query = '') {
      return (await body(t, await call(`/v1/desk/orders?${query}`), 200, 'DeskOrderPage')).orders
    },
    read,
    ask,
    async take (reference, ...steps) {
      for (const given of steps) {
        const [step, said] = typeof given === 'string' ? [given, {}] : given
        await body(t, await ask(reference, step, said), 200, 'DeskOrder')
      }
      return (await read(reference)).desk
    }
  }
}
