/**
 * What a mapping is: the meaning of the interface of one profile, as pure functions. It knows no network, no clock, no
 * environment; everything it needs is in its arguments, so a mapping is fully described by the JSON cases in
 * test/fixtures.
 */
import type { components } from '../openapi/hub.d.ts'

type Schemas = components['schemas']

export type Service = Schemas['Service']
export type OrderState = Schemas['OrderState']
export type Basic = Schemas['Basic']
export type AttachmentKind = Schemas['AttachmentKind']

/** The service blocks of the form: each service has the block of its name. */
export type Blocks = { [S in Service]: NonNullable<Schemas['ApplicationForm'][S]> }

/**
 * One order (单项业务) as an enterprise may see it: the basic block and its own service's block. No other service's fields
 * are in it, so a mapping cannot pass them on.
 */
export interface Order<S extends Service> {
  /** The business idempotency key, the same over every retry; native names differ. */
  reference: string
  jointNumber: string
  /** When the hub took the application, RFC 3339. */
  receivedAt: string
  basic: Basic
  block: Blocks[S]
  /** 登记人, when a window took the application. */
  registrar?: string
}

/** A file in the way its enterprise takes files (see FileTerms.pass). */
export interface HandedFile {
  kind: AttachmentKind
  /** File name with an extension that fits the content; made by the hub, never the uploader's. */
  name: string
  mediaType: 'image/jpeg' | 'image/png' | 'application/pdf'
  /** `inline`: the content in base64; `upload`: the id the enterprise gave; `link`: the URL to fetch. */
  handle: string
}

/** What one native status means to the hub. There is no third guess: mapped, ignored on purpose, or unknown. */
export type Progress =
  | {
    kind: 'mapped'
    state: OrderState
    /** When it happened by the enterprise's clock, RFC 3339 with offset; orders messages that overtake each other. */
    at?: string
    /**
     * What stands where the message has its time, and is none. The message counts from when it was heard, and somebody
     * is told.
     */
    noSuchTime?: string
    /** An agreed visit, RFC 3339 with offset. */
    bookedFor?: string
    /** What the enterprise wrote with it, for people. */
    remark?: string
    /** The message shows that the enterprise had accepted the order before, whether or not it was told. */
    accepted?: boolean
  }
  /** The enterprise says the address belongs to another company of the same service. */
  | { kind: 'outOfArea', remark?: string }
  | { kind: 'ignored', native: string, why: string }
  | { kind: 'unknown', native: string }

/** One value of a native status table: the hub's state, or why a status changes nothing. */
export type Meaning = OrderState | { ignored: string } | 'outOfArea'

/** What an enterprise takes; the catalogue shows it and submission is checked against it. */
export interface Capabilities<S extends Service> {
  kinds: ReadonlyArray<Blocks[S]['kind']>
  /** Of a carrier: the products it offers. */
  products?: ReadonlyArray<Schemas['NetworkProduct']>
  /** Of a carrier: the free-text services (其他服务) it takes. */
  otherServices?: ReadonlyArray<keyof NonNullable<Schemas['Network']['otherServices']>>
  files: Schemas['FileTerms']
}

/** The county that the hub serves, as its settings name it. Codes of divisions are those of GB/T 2260. */
export interface County {
  name: string
  code: string
  cityCode: string
  provinceCode: string
  /** By what carriers call the place, where they do not go by the division. */
  carrierRegions: {
    /** 本地网 of 中国电信. */
    lanId: string
    /** 地市编码 of 中国联通. */
    eparchyCode: string
  }
}

/** What an order depends on beside the form. */
export interface Site<Agreed> {
  /** What was agreed with this enterprise, e.g. the supplying unit. */
  agreed: Agreed
  county: County
}

export interface Mapping<S extends Service, Agreed, NativeOrder, NativeStatus> {
  service: S
  capabilities: Capabilities<S>
  /**
   * The reference of an order. `candidate` counts from 0; a mapping whose references could meet (state-grid) gives
   * another one for each candidate, all others ignore it.
   */
  reference (application: { jointNumber: string, receivedAt: string }, candidate: number, county: County): string
  order (order: Order<S>, files: HandedFile[], site: Site<Agreed>): NativeOrder
  /**
   * The fields of the form, as JSON pointers, whose end is not in the native order because no field has room for it.
   * Without it the mapping cuts nothing.
   */
  cut? (order: Order<S>): string[]
  /**
   * What of the native order says when the enterprise is expected (RFC 3339), by itself. Missing where its interface
   * cannot be told a time that was agreed.
   */
  appointment? (at: string): Partial<NativeOrder>
  progress (status: NativeStatus): Progress
}

/** Looks a native status up in its total table; what is not in the table is unknown, never guessed. */
export function read<Native extends string> (
  table: Record<Native, Meaning>, native: string,
  { at, noSuchTime, bookedFor, remark }: {
    at?: string | undefined
    noSuchTime?: string | undefined
    bookedFor?: string | undefined
    remark?: string | null | undefined
  }
): Progress {
  if (!Object.hasOwn(table, native)) return { kind: 'unknown', native }
  const meaning = table[native as Native]
  if (typeof meaning === 'object') return { kind: 'ignored', native, why: meaning.ignored }
  if (meaning === 'outOfArea') return { kind: 'outOfArea', ...remark && { remark } }
  return {
    kind: 'mapped',
    state: meaning,
    ...at && { at },
    ...noSuchTime && { noSuchTime },
    ...bookedFor && { bookedFor },
    ...remark && { remark }
  }
}

/** The customer an enterprise contracts with: the organisation for 法人 and 经办人, else the applicant. */
export function customer (
  basic: Basic
): { organisation: boolean, name: string, idType: 'uscc' | Basic['idType'], idNumber: string } {
  if (basic.applicantType === 'household') {
    return { organisation: false, name: basic.applicantName, idType: basic.idType, idNumber: basic.idNumber }
  }
  return { organisation: true, name: basic.organisationName!, idType: 'uscc', idNumber: basic.unifiedSocialCreditCode! }
}

/**
 * All remarks of an order in one text of at most `limit` characters; a kind that the form does not list comes first.
 * `cut`: the fields, as JSON pointers, whose end is beyond the limit.
 */
export function remarks (
  { basic, block }: Order<Service>, limit: number
): { text: string | undefined, cut: string[] } {
  const own = basic.services[0]!
  const nature = basic.businessNatureText && `业务性质：${basic.businessNatureText}`
  const parts = [
    { pointer: `/${own}/kindText`, text: block.kindText },
    { pointer: '/basic/businessNatureText', text: nature },
    { pointer: `/${own}/remark`, text: block.remark },
    { pointer: '/basic/remark', text: basic.remark }
  ].filter(({ text }) => text)
  const joined = (until: number): string[] => [...parts.slice(0, until).map(({ text }) => text).join('；')]
  const text = joined(parts.length).slice(0, limit).join('')
  const cut = parts.filter((_part, index) => joined(index + 1).length > limit)
  return { text: text || undefined, cut: cut.map(({ pointer }) => pointer) }
}
