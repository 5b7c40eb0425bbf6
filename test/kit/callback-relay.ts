/**
 * Stands between the enterprises and the hub: passes callbacks on as they are and keeps what was said, or catches them, so that
 * a test can send a genuine message late, twice, cut short or changed.
 */
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

export interface Message { path: string, headers: Record<string, string>, body: Buffer }
export interface Answer { status: number, headers: Record<string, string>, body: Buffer }

export interface Relay {
  /** For the option of the same name. */
  callbacksVia (hubUrl: string): string
  /** What was passed on, and how the hub answered. */
  passed: Array<{ message: Message, answer: Answer }>
  /** Keeps back what is sent during `work`; the sender gets `acknowledgement`. */
  catching (work: () => Promise<void>, acknowledgement: (message: Message) => Answer): Promise<Message[]>
  /** Sends a message to the hub. */
  send (message: Message): Promise<Answer>
}

export async function startRelay (t: { teardown: (end: () => void) => unknown }): Promise<Relay> {
  let hub = ''
  let caught: { messages: Message[], acknowledgement: (message: Message) => Answer } | undefined
  const passed: Relay['passed'] = []

  async function answerTo (message: Message): Promise<Answer> {
    if (caught) {
      caught.messages.push(message)
      return caught.acknowledgement(message)
    }
    const answer = await send(message)
    passed.push({ message, answer })
    return answer
  }

  async function send ({ path, headers, body }: Message): Promise<Answer> {
    const answer = await fetch(hub + path, { method: 'POST', headers, body: new Uint8Array(body) })
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body: Buffer.from(await answer.arrayBuffer()) }
  }

  const server = createServer((request, response) => {
    read(request).then(answerTo).then(
      ({ status, headers, body }) => { response.writeHead(status, { 'content-type': headers['content-type'] ?? 'text/plain' }).end(body) },
      () => response.destroy())
  })
  await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve) })
  t.teardown(() => {
    server.close()
    server.closeAllConnections()
  })

  return {
    callbacksVia (hubUrl) {
      hub = hubUrl
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    },
    passed,
    async catching (work, acknowledgement) {
      const messages: Message[] = []
      caught = { messages, acknowledgement }
      try {
        await work()
      } finally {
        caught = undefined
      }
      return messages
    },
    send
  }
}

const OF_THE_CONNECTION = new Set(['host', 'connection', 'content-length', 'transfer-encoding', 'keep-alive'])

async function read (request: IncomingMessage): Promise<Message> {
  const headers = Object.entries(request.headers).filter(([name]) => !OF_THE_CONNECTION.has(name)) as Array<[string, string]>
  return { path: request.url!, headers: Object.fromEntries(headers), body: await buffer(request) }
}
