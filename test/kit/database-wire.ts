/** Stands between the hub and its database: can be cut, and can keep what is sent without passing it on. */
import { connect, createServer, type Socket } from 'node:net'
import { freePort } from '../../src/ground/database/free-port.ts'

interface Test { teardown: (end: () => Promise<void>) => unknown }

export interface DatabaseWire {
  url: string
  /** Ends every connection and takes no more. */
  cut (): Promise<void>
  /** Takes connections, and passes nothing on: whoever asks waits. */
  hang (): void
  /** Ends every connection behind the server's next answer on it, as a server does that is being stopped. */
  stopServing (): void
  mend (): Promise<void>
}

/** ReadyForQuery, outside of a transaction: the server has answered and waits (PostgreSQL protocol 3.0, Message Formats). */
const READY = Buffer.from('Z\0\0\0\x05I', 'latin1')

/** ErrorResponse `57P01` (admin_shutdown). */
const SHUTDOWN = errorResponse('SFATAL\0VFATAL\0C57P01\0Mterminating connection due to administrator command\0\0')

function errorResponse (fields: string): Buffer {
  const message = Buffer.from(`E____${fields}`, 'latin1')
  message.writeInt32BE(message.length - 1, 1)
  return message
}

export async function databaseWire (t: Test, url: string): Promise<DatabaseWire> {
  const { port: target } = new URL(url)
  const sockets = new Set<Socket>()
  let hanging = false
  let stopping = false
  const server = createServer(socket => {
    const upstream = connect(Number(target), '127.0.0.1')
    for (const [from, to] of [[socket, upstream], [upstream, socket]] as const) {
      sockets.add(from)
      from.on('data', chunk => {
        if (stopping && from === upstream && chunk.subarray(-READY.length).equals(READY)) to.end(Buffer.concat([chunk, SHUTDOWN]))
        else to.write(chunk)
      })
      from.on('end', () => { to.end() })
      from.on('error', () => {}).on('close', () => { sockets.delete(from); to.destroy() })
      if (hanging) from.pause()
    }
  })
  const listen = (port: number): Promise<void> => new Promise(resolve => { server.listen(port, '127.0.0.1', resolve) })
  const cut = (): Promise<void> => new Promise(resolve => {
    server.close(() => resolve())
    for (const socket of sockets) socket.destroy()
  })
  const port = await freePort()
  await listen(port)
  t.teardown(cut)
  return {
    url: url.replace(`:${target}/`, `:${port}/`),
    cut,
    hang () {
      hanging = true
      for (const socket of sockets) socket.pause()
    },
    stopServing () { stopping = true },
    async mend () {
      hanging = false
      stopping = false
      for (const socket of sockets) socket.resume()
      if (!server.listening) await listen(port)
    }
  }
}
