/**
 * Sends in one go what is written in one go. Drivers write each statement and each command by itself, and to hand bytes
 * to the system costs more than to make them: a dozen sent behind each other are then one write, and the server wakes
 * up once for all of them.
 */
import type { Writable } from 'node:stream'

/**
 * Of a connection that has been made: a socket takes its own `write` again when it connects, and of an encrypted
 * connection the stream is another one only then.
 */
export function gatherWrites (stream: Writable): void {
  const write = stream.write.bind(stream) as (...given: unknown[]) => boolean
  let isGathering = false
  stream.write = (...given: unknown[]) => {
    if (!isGathering) {
      isGathering = true
      stream.cork()
      // After everything that goes on at once, promises and what those put off by a tick (shared-work.ts) included.
      process.nextTick(() => process.nextTick(() => {
        isGathering = false
        stream.uncork()
      }))
    }
    return write(...given)
  }
}
