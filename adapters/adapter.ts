/**
 * What an adapter is: how the messages of one profile travel. It signs, sends and reads; it verifies what comes back.
 * What the messages mean is the mapping's business, when to try again is the hub's.
 */
import type { ZodType } from 'zod'
import type { Extent } from '../openapi/extent.ts'
import type { RefusalReason } from './failure.ts'
import type { HttpClient } from './http.ts'

/** How an order is found again at the enterprise. */
export interface OrderKey {
  reference: string
  nativeNumber?: string
}

export type Placement<NativeStatus> =
  /** The enterprise has the order. A repeated reference that it already knew is the same success. */
  | { kind: 'acknowledged', nativeNumber?: string, status?: NativeStatus }
  /** A receipt by an enterprise that says only later, by callback or when asked, whether it has the order. */
  | { kind: 'receipt' }
  /** The enterprise declines the business itself, e.g. no coverage. */
  | { kind: 'refused', code: string, reason: string }
  /** The address belongs to another company of the same service. */
  | { kind: 'outOfArea', reason: string }

export type Inquiry<NativeStatus> =
  | { kind: 'found', nativeNumber?: string, status: NativeStatus }
  | { kind: 'notFound' }

export type Withdrawal =
  | { kind: 'withdrawn' }
  /** The enterprise sees to it and says later, by callback or when asked, whether the order ends by it. */
  | { kind: 'underway' }
  | { kind: 'tooLate', reason: string }

/** A callback exactly as it came in. */
export interface NativeRequest {
  method: string
  /** Path and query as received. */
  url: string
  query: Record<string, string>
  /** Lower-case names. */
  headers: Record<string, string | undefined>
  body: Buffer
}

export interface NativeAnswer {
  status: number
  headers: Record<string, string>
  body: Buffer | string
}

/** A callback that is believed: signature, time window and contract are right. */
export interface Accepted<NativeStatus> {
  reference: string
  /** The enterprise's id of this message; an honest repeat has the same id and the same content. */
  messageId?: string
  /**
   * Where the interface gives messages no id: those of the same bytes are one message. The hub tells them by a keyed
   * hash, since from one without a key what a message says can be found out by trying.
   */
  knownByBody?: true
  /** Where the interface demands one: never to be seen twice. */
  nonce?: string
  nativeNumber?: string
  status: NativeStatus
}

/** What became of a callback, to be said in the enterprise's words. */
export type CallbackOutcome = 'stored' | 'unknownReference' | 'internal' | RefusalReason

export interface CallbackSide<NativeStatus> {
  /** Verifies and reads a callback. Throws CallbackRefused. */
  accept (request: NativeRequest): Promise<Accepted<NativeStatus>>
  /**
   * For the hub's trail, where the body cannot be read as it came: what it says; undefined when that cannot be found
   * out.
   */
  plain?: (request: NativeRequest) => string | undefined
  /** The native answer; `request` is there for formats that repeat parts of it, and may be unreadable. */
  answer (outcome: CallbackOutcome, request: NativeRequest, field?: string): NativeAnswer
}

/** Every function throws Failure when it cannot say what became of its call, or knows that nothing did. */
export interface Adapter<NativeOrder, NativeStatus> {
  place (order: NativeOrder): Promise<Placement<NativeStatus>>
  /** Where the order stands. */
  inquire (key: OrderKey): Promise<Inquiry<NativeStatus>>
  /** Sends the corrected order to an enterprise that asked for material; `previous` is what it had. */
  supplement (key: OrderKey, order: NativeOrder, previous: NativeOrder): Promise<void>
  withdraw (key: OrderKey, reason: string): Promise<Withdrawal>
  /** Tells when the enterprise is expected, as its mapping writes it; the last time counts, and may be told again. */
  appoint? (key: OrderKey, appointment: Partial<NativeOrder>): Promise<void>
  /** Of an enterprise that takes files beforehand: its id of the file. */
  upload?: (content: Buffer, mediaType: string) => Promise<string>
  /**
   * Where the enterprise must be told once, at onboarding, where to call back: tells it, and answers its id of that.
   */
  register?: (callbackUrl: string) => Promise<string>
  /** Missing where the enterprise has no callbacks. */
  callback?: CallbackSide<NativeStatus>
  close (): Promise<void>
}

/** A session token that every process of the hub shares. */
export interface SharedToken {
  /**
   * The token in force. Calls `renew` when there is none, it has expired, or it is the one that the enterprise just
   * refused; only one process renews at a time, the others get what it brought.
   */
  current (renew: () => Promise<{ value: string, expiresAt: Date }>, refused?: string): Promise<string>
}

/** What an adapter is given. */
export interface AdapterContext<Settings> {
  settings: Settings
  /** The way to the enterprise; closed by the adapter with itself. */
  http: HttpClient
  token: SharedToken
  /**
   * Waits until one more request may be sent; the rate is shared by every process of the hub. Call it before each
   * request.
   */
  pace (): Promise<void>
  /**
   * Call it before asking about an order. Throws Failure (later, `held`) when some process of the hub has asked too
   * short a time ago.
   */
  paceQuery (reference: string): Promise<void>
  now (): Date
  /** Random decimal digits for serial numbers, `digits(6)` → `"123456"`. */
  digits (count: number): string
}

/**
 * What an interface document demands of those who call it, written as in the settings file, where the `delivery` part
 * of the enterprise's block can say otherwise.
 */
export interface DeliveryTerms {
  rateLimit?: { requests: number, per: string }
  tokenLimit?: { requests: number, per: string }
  queryInterval?: string
  maintenance?: Array<{ from: string, to: string }>
  acknowledgement?: { within: string }
  resentFor?: string
  watch?: { first?: string, awaiting?: string, every?: string }
}

/**
 * The adapter of a profile as the registry takes it: what an enterprise's block must tell, and how to connect once
 * told.
 */
export interface AdapterDefinition<Settings extends TransportSettings, NativeOrder, NativeStatus> {
  /** Schema of an enterprise's block in the settings file, without what is the hub's own in it. */
  settings: ZodType<Settings>
  /**
   * What its messages are written in, and how much an answer or a callback holds at most: several times what the
   * document has. What goes beyond is not read.
   */
  messages: Extent
  /** Missing where the document has none. */
  terms?: DeliveryTerms
  statusBy: 'callback' | 'polling'
  connect (context: AdapterContext<Settings>): Adapter<NativeOrder, NativeStatus>
}

export interface TransportSettings {
  baseUrl: string
  timeout: number
  /** What was agreed on site and stands in the native order; handed to the mapping. */
  agreed?: unknown
}
