/**
 * Mapping and signing by themselves: from the form to the message, and from the answer to what it means, with no
 * network and no database; microseconds of one order at each enterprise.
 */
import { readSandbox, sandboxDocument } from '../kit/sandbox.ts'
import type { Figure, Measurement } from './figure.ts'
import { answerTo, connectAlone, type Recorded } from './recorded.ts'
import { median, rounded, spreadOf } from './rounds.ts'
import type { Stage } from './stage.ts'

/** Of each round, milliseconds. */
const LENGTH = 250

export function signMeasurements (stage: () => Promise<Stage>): Measurement[] {
  return Object.keys(sandboxDocument().enterprises).map(slug => {
    const name = `mapping-and-signing-${slug}`
    return { names: [name], take: async () => [await measure(await stage(), slug, name)] }
  })
}

async function measure ({ recordings, rounds }: Stage, slug: string, name: string): Promise<Figure> {
  const recorded = recordings[slug]!
  const settings = readSandbox(sandboxDocument())
  const { adapter, order } = connectAlone(settings, slug, async ({ url, method, body = '' }) => {
    const { status, contentType, ...message } = sameAs(recorded, method, new URL(url).pathname)
    return { status, headers: { 'content-type': contentType }, body: answerTo(message, Buffer.from(body)) }
  }, { current: async () => 'token' })
  async function round (): Promise<number> {
    const begun = performance.now()
    let placed = 0
    for (; performance.now() - begun < LENGTH; placed++) await adapter.place(order())
    return (performance.now() - begun) / placed * 1000
  }
  // The first compiles the contracts and counts for nothing.
  await round()
  const times: number[] = []
  for (let count = 0; count < rounds; count++) times.push(await round())
  return { name, unit: 'µs', value: rounded(median(times)), spread: spreadOf(times), rounds }
}

function sameAs (recorded: Recorded[], method: string, path: string): Recorded {
  const found = recorded.find(one => one.method === method && one.path === path)
  if (!found) throw new Error(`nothing was recorded of ${method} ${path}`)
  return found
}
