/**
 * What the tests need to know of a profile beyond its own files: how an enterprise of it is reached, and its native words. Each
 * is `testProfile` of test/profiles/<profile>.ts.
 */
import type { ApplicationForm } from '../../src/ground/form/order-view.ts'
import type { Slug } from '../../src/enterprises/profiles.ts'
import type { Message } from './callback-relay.ts'

export type Said = [status: number, words: RegExp]

/** What it is answered when it calls back. */
export interface CallbackWords {
  /** Where an order goes first, and further. */
  first: string
  further: string
  stored: Said
  signature: Said
  /** Missing where the interface has no time window. */
  stale?: Said
  /** To a message cut in half. */
  broken: Said
  unknownReference: Said
  internal: Said
  /** To an id that comes again with other content; missing where a test cannot sign in the enterprise's place. */
  replayed?: Said
  /** The message of the first step with the id of another, other content, and a genuine signature. */
  changed?: (message: Message) => Message
  /** The same message as if sent again, where not even its bytes are. */
  anew?: (message: Message) => Message
  /** It is refused, rather than taken for a repeat, when the very bytes of a message come again. */
  refusesSameBytes?: boolean
}

export interface TestProfile {
  /** The part of a form that reaches the enterprise of this name alone. */
  order: (slug: Slug) => Partial<ApplicationForm>
  /** Where it is reached by the address. */
  address?: Partial<ApplicationForm['basic']['address']>
  /** Native words for three states. */
  accepted: string
  needsMaterial: string
  finished: string
  /** Missing where the enterprise has no callbacks. */
  callback?: CallbackWords
}

/** Of a profile whose enterprises are carriers. */
export function carrierOrder (slug: Slug): Partial<ApplicationForm> {
  return { network: { carriers: [slug], products: ['broadband'], kind: 'new', bandwidth: 300 } }
}
