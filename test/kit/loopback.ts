/** A bare server on loopback that keeps each message exactly as it came, and answers what it is told to. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import type { NativeAnswer, NativeRequest } from '../../adapters/adapter.ts'

interface Test { teardown: (end: () => Promise<void> | void) => unknown }

/** How an answer may go wrong: the connection ends before it, in the middle of it, or it never comes. */
export const TROUBLES = ['dead', 'half', 'silence'] as const
export type Trouble = typeof TROUBLES[number]

export async function onLoopback (t: Test, answer: (request: NativeRequest) => Promise<NativeAnswer | Trouble>): Promise<string> {
  const server = createServer(async (incoming, outgoing) => {
    const { method = '', url = '', headers } = incoming
    const query = Object.fromEntries(new URL(url, 'http://hub').searchParams)
    const given = await answer({ method, url, query, headers: headers as NativeRequest['headers'], body: await buffer(incoming) })
    if (given === 'silence') return
    if (given === 'dead') return incoming.socket.destroy()
    if (given === 'half') return outgoing.writeHead(200, { 'content-length': 100 }).write('{', () => incoming.socket.destroy())
    outgoing.writeHead(given.status, given.headers).end(given.body)
  })
  await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve) })
  t.teardown(() => new Promise<void>(resolve => {
    server.close(() => resolve())
    server.closeAllConnections()
  }))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
