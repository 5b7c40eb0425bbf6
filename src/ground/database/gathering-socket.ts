/**
 * A socket that sends in one go what is written in one go. The driver writes each statement by itself, and to hand
 * bytes to the system costs more than to make them: a dozen statements sent behind each other are then one write, and
 * the server wakes up once for all of them.
 */
import { Socket } from 'node:net'

export function gatheringSocket (): Socket {
  const socket = new Socket()
  let isGathering = false
  const write = socket.write.bind(socket) as (...given: unknown[]) => boolean
  socket.write = (...given: unknown[]) => {
    if (!isGathering) {
      isGathering = true
      socket.cork()
      // After everything that goes on at once, promises included.
      process.nextTick(() => {
        isGathering = false
        socket.uncork()
      })
    }
    return write(...given)
  }
  return socket
}
