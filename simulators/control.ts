/** A simulator's own interface, for people with curl: look at the order book, move an order, arm a fault. */
import type { FastifyInstance } from 'fastify'
import { FAULTS, type Fault, type Faults } from './faults.ts'
import type { SimulatedOrder } from './simulator.ts'

interface Controlled {
  orders: Map<string, SimulatedOrder>
  faults: Faults
  move: (order: SimulatedOrder, status: string, remark?: string) => Promise<void>
}

interface Move { status: string, remark?: string }

const MOVE = {
  type: 'object', required: ['status'], properties: { status: { type: 'string' }, remark: { type: 'string' } }
}

const ARMED = {
  type: 'object', required: ['fault'], properties: { fault: { enum: FAULTS }, times: { type: 'integer', minimum: 0 } }
}

export function control (app: FastifyInstance, { orders, faults, move }: Controlled): void {
  app.get('/simulator/orders', async () => [...orders.values()])
  app.post<{ Params: { reference: string }, Body: Move }>('/simulator/orders/:reference/move', {
    schema: { body: MOVE }
  }, async (request, reply) => {
    const order = orders.get(request.params.reference)
    if (!order) return reply.code(404).send({ message: 'no such order' })
    await move(order, request.body.status, request.body.remark)
    return order
  })
  app.post<{ Body: { fault: Fault, times?: number } }>('/simulator/faults', {
    schema: { body: ARMED }
  }, async request => {
    faults.arm(request.body.fault, request.body.times)
    return { armed: request.body.fault }
  })
}
