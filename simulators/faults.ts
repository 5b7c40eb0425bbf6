/**
 * Faults a simulated enterprise, or the portal, can be told to have, for tests and for integrators who want to see the
 * hub cope. A fault is armed for a number of requests (or callbacks) and wears off by itself.
 */
import type { FastifyInstance, FastifyReply } from 'fastify'

/** Before the enterprise acts: nothing happens on its side. */
const BEFORE = ['error500', 'busy503', 'tooMany429', 'page404', 'hang', 'dead'] as const
/** After the enterprise has acted: only its answer is spoilt. */
const AFTER = ['dropAnswer', 'garbage', 'pageInstead', 'halfBody'] as const
/** In its callbacks. */
const CALLBACK = ['repeat', 'early', 'late', 'reorder', 'forge'] as const

export const FAULTS = [...BEFORE, ...AFTER, ...CALLBACK] as const
export type Fault = typeof FAULTS[number]

export interface Faults {
  /** Arms a fault for the next `times` requests or callbacks; `Infinity` until disarmed with 0. */
  arm (fault: Fault, times?: number): void
  /** Whether the fault strikes now; counts down. */
  strikes (fault: Fault): boolean
  /** How often each has struck. */
  struck: ReadonlyMap<Fault, number>
}

export function newFaults (): Faults {
  const left = new Map<Fault, number>()
  const struck = new Map<Fault, number>()
  return {
    arm: (fault, times = 1) => { left.set(fault, times) },
    strikes (fault) {
      const times = left.get(fault) ?? 0
      if (times <= 0) return false
      left.set(fault, times - 1)
      struck.set(fault, (struck.get(fault) ?? 0) + 1)
      return true
    },
    struck
  }
}

/** Of a gateway that has lost its way to the enterprise. */
const PAGE = '<html><body><h1>404 Not Found</h1><hr>nginx</body></html>'

/** Lets the faults strike every request to the interface that `app` serves. */
export function suffer (app: FastifyInstance, faults: Faults): void {
  app.addHook('onRequest', async (_request, reply) => {
    const fault = BEFORE.find(faults.strikes)
    if (fault === 'error500') {
      const trace = 'java.lang.NullPointerException\n\tat com.example.Service.handle'
      return reply.code(500).type('text/plain').send(trace)
    }
    if (fault === 'busy503') return reply.code(503).type('text/plain').send('Service Unavailable')
    if (fault === 'tooMany429') return reply.code(429).type('text/plain').send('Too Many Requests')
    if (fault === 'page404') return reply.code(404).type('text/html').send(PAGE)
    if (fault === 'hang') return reply.hijack()
    if (fault === 'dead') return cut(reply)
  })
  app.addHook('onSend', async (_request, reply, payload) => {
    const fault = AFTER.find(faults.strikes)
    if (fault === 'garbage') return '<html><body>网关错误</body></html>'
    if (fault === 'pageInstead') {
      reply.code(404).type('text/html').removeHeader('content-length')
      return PAGE
    }
    if (fault === 'dropAnswer') cut(reply)
    if (fault === 'halfBody') {
      const whole = Buffer.from(payload as string | Buffer)
      reply.hijack()
      reply.raw.writeHead(200, { 'content-type': 'application/json', 'content-length': whole.length })
      reply.raw.write(whole.subarray(0, whole.length >> 1), () => reply.raw.destroy())
    }
    return payload
  })
}

function cut (reply: FastifyReply): void {
  reply.hijack()
  reply.raw.destroy()
}
