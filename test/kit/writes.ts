/** How often this process hands bytes to the system on connections to one port. */
import { Socket } from 'node:net'

interface Test { teardown: (end: () => void) => unknown }

const WAYS = ['_write', '_writev'] as const

export function writesTo (t: Test, port: number): { count: number } {
  const writes = { count: 0 }
  const prototype = Socket.prototype as unknown as Record<typeof WAYS[number], (...given: unknown[]) => unknown>
  for (const way of WAYS) {
    const before = prototype[way]
    prototype[way] = function (this: Socket, ...given) {
      if (this.remotePort === port) writes.count++
      return before.apply(this, given)
    }
    t.teardown(() => { prototype[way] = before })
  }
  return writes
}
