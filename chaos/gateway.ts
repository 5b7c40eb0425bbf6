/**
 * The site's gateway before the processes that take requests: one address for the portal and the enterprises, whoever
 * is alive behind it. It passes bytes on; a connection to a process that dies breaks, as it would.
 */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

export interface Gateway {
  url: string
  close (): void
}

export async function startGateway (ports: number[]): Promise<Gateway> {
  const sockets = new Set<Socket>()
  let turn = 0

  function keep (socket: Socket): Socket {
    sockets.add(socket)
    return socket.on('error', () => { socket.destroy() }).once('close', () => { sockets.delete(socket) })
  }

  /** The first that answers, the next one in turn before the others; when none does the caller is turned away. */
  function passOn (client: Socket, candidates: number[]): void {
    const [port, ...others] = candidates
    if (port === undefined || client.destroyed) {
      client.destroy()
      return
    }
    const server = keep(connect(port, '127.0.0.1'))
    const refused = (): void => passOn(client, others)
    server.once('error', refused)
    server.once('connect', () => {
      server.off('error', refused)
      if (client.destroyed) server.destroy()
      server.once('close', () => { client.destroy() })
      client.once('close', () => { server.destroy() })
      client.pipe(server).pipe(client)
    })
  }

  const gateway = createServer(client => {
    const first = turn++ % ports.length
    passOn(keep(client), [...ports.slice(first), ...ports.slice(0, first)])
  })
  await new Promise<void>(resolve => { gateway.listen(0, '127.0.0.1', resolve) })
  return {
    url: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`,
    close () {
      gateway.close()
      for (const socket of sockets) socket.destroy()
    }
  }
}
