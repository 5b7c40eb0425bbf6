/**
 * The worst that an enterprise may say within the limits of its profile: a message that is believed (a case of
 * test/fixtures/<profile>/adapter/) with the worst there is in each of its places, signed as the enterprise signs.
 */
import type { InjectOptions } from 'fastify'
import { beyond, type Extent } from '../../openapi/extent.ts'
import type { Slug } from '../../src/enterprises/profiles.ts'
import { profiles as registry } from '../../src/enterprises/profiles.ts'
import type { ApplicationForm } from '../../src/ground/form/order-view.ts'
import { formFor } from '../journeys/enterprises.ts'
import { adapterCases } from './adapter-cases.ts'
import { NOW } from './connected-adapter.ts'
import type { Wire } from './wire/wire.ts'
import { placesIn, withWorst, worstAt, worstLists, worstObjects, worstOthers, worstTexts, type Room, type Worst } from './worst.ts'

export async function wireOf (profile: string): Promise<Wire> {
  return ((await import(`./wire/${profile}.ts`)) as { wire: Wire }).wire
}

export interface WorstMessages {
  /** A moment at which they are timely. */
  now: string
  form: ApplicationForm
  /** The order that they are about. */
  reference: string
  requests (settings: Record<string, any>): Array<[what: string, request: InjectOptions]>
}

/** By profile; the sandbox has an enterprise of each, of the same name. */
export async function worstMessages (): Promise<Map<Slug, WorstMessages>> {
  const found = new Map<Slug, WorstMessages>()
  for (const [profile, { messages }] of registry) {
    const given = adapterCases(profile).find(({ callback, accepted, settings }) => callback?.body && accepted && !settings)
    const { tell } = await wireOf(profile)
    if (!given || !tell) continue
    const { callback, now = NOW.toISOString(), accepted } = given
    found.set(profile, {
      now,
      form: formFor(profile),
      reference: (accepted as { reference: string }).reference,
      requests (settings) {
        const path = `/v1/callbacks/${profile}`
        const toHub = (what: string, body: unknown): Array<[string, InjectOptions]> => {
          const { url, headers, body: payload } = tell({ path, ...callback, body }, { settings, now: new Date(now) })
          return beyond(payload, messages) ? [] : [[what, { method: 'POST', url, headers: headers as Record<string, string>, payload }]]
        }
        const plain = worstBodies(messages).map(([what, payload]): [string, InjectOptions] =>
          [what, { method: 'POST', url: path, headers: { 'content-type': 'application/json' }, payload }])
        return [...toHub('as it is', callback!.body), ...worstOf(callback!.body, messages, toHub), ...plain]
      }
    })
  }
  return found
}

/** What `make` makes of each, as large as it lets it be. */
export function worstOf<T> (message: unknown, messages: Extent, make: (what: string, body: unknown) => T[]): T[] {
  const places = placesIn(message).filter(({ path, kind }) => path.length > 0 && (messages.format === 'json' || kind === 'text'))
  return places.flatMap(({ path, kind }) => worstAt(kind, roomIn(messages)).flatMap((_, index) => {
    // Encrypted, escaped or in another encoding it takes more.
    for (const share of [1, 0.7, 0.45, 0.3, 0.2, 0.1]) {
      const [what, json] = worstAt(kind, roomIn(messages, share))[index]!
      const made = make(`${what} at ${path.join('/')}`, JSON.parse(withWorst(message, path, json)))
      if (made.length > 0) return made
    }
    return []
  }))
}

function roomIn ({ bytes, parts, depth }: Extent, share = 1): Room {
  return { bytes: Math.floor((bytes - 2_048) * share), parts: parts - 60, depth: depth - 4 }
}

/** What is not even of its kind, within the limits all the same. */
export function worstBodies (messages: Extent): Worst[] {
  const { bytes, depth, parts, format } = messages
  if (format === 'json') {
    const room = { bytes: bytes - 100, depth, parts }
    return [...worstTexts(room), ...worstLists(room), ...worstObjects(room), ...worstOthers(room)].filter(([, text]) => !beyond(Buffer.from(text), messages))
  }
  const within = (piece: string): string => `<ContractRoot>${piece.repeat((bytes - 100) / Buffer.byteLength(piece))}</ContractRoot>`
  return [
    ...['a', '&amp;', '&#x20;', '&a;', '&', '二', ']]>', '\r\n', ' '].map((piece): Worst => [`a text of '${piece}'`, within(piece)]),
    ['many elements', `<ContractRoot>${'<a/>'.repeat(parts - 10)}</ContractRoot>`],
    ['elements of long names', `<ContractRoot>${`<${'a'.repeat(bytes / parts - 10)}/>`.repeat(parts - 10)}</ContractRoot>`],
    ['many attributes', `<ContractRoot${Array.from({ length: bytes / 12 }, (_, index) => ` a${index}=""`).join('').slice(0, bytes - 200)}/>`],
    ['a long attribute', `<ContractRoot a="${'&lt;'.repeat(bytes / 5)}"/>`],
    ['comments', `<ContractRoot>${`<!--${'-a'.repeat(bytes / parts / 2 - 10)}-->`.repeat(parts - 10)}</ContractRoot>`],
    ['a section', `<ContractRoot><![CDATA[${']]'.repeat(bytes / 2 - 100)}]]></ContractRoot>`],
    ['a declaration', `<?xml ${'a="" '.repeat(bytes / 5 - 100)}?>`],
    ['entities', `<!DOCTYPE a [${'<!ENTITY a "aaaaaaaaaa">'.repeat(parts - 10)}]><ContractRoot>${'&a;'.repeat(bytes / 10)}</ContractRoot>`]
  ]
}
