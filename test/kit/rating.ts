/** Orders that have ended, and applicants who rate them as a browser does: by the form of the page. */
import { randomUUID } from 'node:crypto'
import type { Test } from 'tap'
import type { components } from '../../openapi/hub.d.ts'
import type { OrderState } from '../../mappings/mapping.ts'
import type { ApplicationForm } from '../../src/ground/form/order-view.ts'
import { changeOrder } from '../../src/records/orders/application.ts'
import { transit } from '../../src/records/orders/change-order.ts'
import { body } from './answers.ts'
import { householdForm } from './forms.ts'
import type { Intake } from './intake-hub.ts'
import { json } from './test-hub.ts'

type Schemas = components['schemas']

export interface Ended { jointNumber: string, orders: Array<{ id: string, reference: string, enterprise: string }> }

export interface Raters {
  /** An application whose orders have all come to `state`, at the present time. */
  end (form?: ApplicationForm, state?: OrderState): Promise<Ended>
  move (orderId: string, state: OrderState): Promise<void>
  /** Asks for a link, as the portal does. */
  ask (jointNumber: string, request?: object, key?: string): Promise<Response>
  /** The token of a link. */
  link (t: Test, jointNumber: string, order?: string): Promise<string>
  open (token: string, headers?: Record<string, string>, method?: string): Promise<Response>
  send (token: string, fields: Record<string, string | string[]>, headers?: Record<string, string>): Promise<Response>
  /** Rates what has ended and has it taken. */
  rate (t: Test, jointNumber: string, order: string | undefined, fields: Record<string, string | string[]>): Promise<string>
}

/** Of the form for tests. */
export const LAST_FOUR = '0001'

export const GOOD = { level: 'verySatisfied', phone: LAST_FOUR }
export const BAD = { level: 'dissatisfied', reason: ['209', '214'], text: '等了九天', phone: LAST_FOUR }

export function ratersOf ({ url, hub, pool, call, submit }: Intake): Raters {
  const raters: Raters = {
    async end (form = householdForm(), state = 'completed') {
      const { jointNumber } = await submit(form)
      const { rows: orders } = await pool.query(`
        select orders.id, reference, enterprise from orders join applications on serial = application_serial where joint_number = $1 order by position`, [jointNumber])
      for (const { id } of orders) await raters.move(id, state)
      return { jointNumber, orders }
    },
    move: (orderId, state) => changeOrder(hub, orderId, async at => { transit(hub, at, { state, source: 'callback' }) }),
    ask: (jointNumber, request = { channel: 'portal' }, key = randomUUID()) =>
      call(`/v1/applications/${jointNumber}/rating-links`, json(request, { 'idempotency-key': key })),
    async link (t, jointNumber, order) {
      const link: Schemas['RatingLink'] = await body(t, await raters.ask(jointNumber, { channel: 'portal', ...order !== undefined && { order } }), 201, 'RatingLink')
      return link.url.slice(link.url.lastIndexOf('/') + 1)
    },
    open: (token, headers = {}, method = 'GET') =>
      fetch(`${url}/ratings/${token}`, { method, redirect: 'manual', headers: { accept: 'text/html', ...headers } }),
    send (token, fields, headers = {}) {
      const form = new URLSearchParams(Object.entries(fields).flatMap(([name, values]) => [values].flat().map((value): [string, string] => [name, value])))
      return fetch(`${url}/ratings/${token}`, { method: 'POST', body: form, headers: { accept: 'text/html', ...headers } })
    },
    async rate (t, jointNumber, order, fields) {
      const token = await raters.link(t, jointNumber, order)
      const answer = await raters.send(token, fields)
      const text = await answer.text()
      t.equal(answer.status, 200, text)
      return token
    }
  }
  return raters
}
