/**
 * Sends drawn requests to a hub and judges every answer: one of the contract's, no 5xx, in time, and the hub still
 * there. The same seed draws the same requests; a failure is shrunk to the smallest request that still shows it.
 */
import fc from 'fast-check'
import { Agent, request } from 'undici'
import type { Formats } from '../openapi/document.ts'
import { newJudge, type Answer } from './answers.ts'
import { operationsOf, requestTo, type Drawn, type Wire } from './requests.ts'

export interface FuzzOptions {
  url: string
  drawn: Drawn
  formats: Formats
  requests: number
  seed: number
  /** Milliseconds within which everything must be answered. */
  patience?: number
}

/** How often each operation answered which status. */
export type Tally = Record<string, Record<number, number>>

/** Throws what fast-check says of the smallest failing request. */
export async function fuzz ({ url, drawn, formats, requests, seed, patience = 30_000 }: FuzzOptions): Promise<Tally> {
  const operations = operationsOf(drawn.contract)
  const judge = newJudge(drawn.contract, operations, formats)
  const agent = new Agent({ headersTimeout: patience, bodyTimeout: patience })
  const tally: Tally = Object.fromEntries(operations.map(({ operationId }) => [operationId, {}]))
  const any = fc.oneof(...operations.map(operation => requestTo(operation, drawn)))
  try {
    await fc.assert(fc.asyncProperty(any, async wire => {
      const answer = await send(agent, url, wire)
      const counts = tally[wire.operationId]!
      counts[answer.status] = (counts[answer.status] ?? 0) + 1
      const wrong = judge(wire, answer)
      if (wrong !== undefined) throw new Error(`${wire.operationId}: ${wrong}`)
    }), { numRuns: requests, seed, reporter: throwSmallest })
  } finally {
    await agent.close()
  }
  return tally
}

/** Long texts are shown by their beginning; the seed and the path show the whole request again. */
function throwSmallest (
  { failed, seed, counterexamplePath, counterexample, errorInstance }: fc.RunDetails<[Wire]>
): void {
  if (!failed) return
  const [{ method, path, headers, body }] = counterexample!
  throw new Error([
    `seed ${seed}, path ${counterexamplePath}`,
    `${method} ${path.slice(0, 300)}`,
    JSON.stringify({ ...headers, authorization: '…' }),
    body?.toString().slice(0, 1_000) ?? '',
    String((errorInstance as Error).message).slice(0, 1_000)
  ].join('\n'))
}

async function send (agent: Agent, url: string, { method, path, headers, body }: Wire): Promise<Answer> {
  const options = { method, headers, dispatcher: agent, ...body && { body } } as Parameters<typeof request>[1]
  const answer = await request(url + path, options)
  return {
    status: answer.statusCode,
    type: String(answer.headers['content-type'] ?? ''),
    body: Buffer.from(await answer.body.arrayBuffer())
  }
}
