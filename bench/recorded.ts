/**
 * One placement at each simulated enterprise, recorded: what the adapter sent, and what it was answered. Replayed, it
 * is the enterprise for the hub and for its counterpart; sent again, it is what the counterpart has to send.
 */
import { newHttpClient, type HttpAnswer, type HttpObserver, type HttpRequest } from '../adapters/http.ts'
import type { Adapter, SharedToken } from '../adapters/adapter.ts'
import { closeAround, readSandbox, sandboxDocument, startEnterprises } from '../kit/sandbox.ts'
import { applications } from '../kit/applications.ts'
import type { Order, Service } from '../mappings/mapping.ts'
import { profiles, type Profile, type Slug } from '../src/enterprises/profiles.ts'
import type { EnterpriseSettings } from '../src/enterprises/settings.ts'
import { jointNumber, type CountySettings } from '../src/enterprises/county.ts'
import { localTime } from '../src/ground/calendar/local-time.ts'
import { orderView, type ApplicationForm } from '../src/ground/form/order-view.ts'
import type { Settings } from '../src/settings.ts'

export interface Recorded {
  method: string
  /** Without its query, in which numbers and signatures stand. */
  path: string
  query: string
  headers: Record<string, string>
  body: Uint8Array
  status: number
  contentType: string
  answer: Uint8Array
  /** It fetched a session token, which many orders share. */
  token: boolean
}

export type Recordings = Record<Slug, Recorded[]>

/** Places one order with each enterprise of the sandbox. */
export async function recordPlacements (): Promise<Recordings> {
  const document = sandboxDocument()
  const enterprises = await startEnterprises(document)
  const settings = readSandbox(document)
  const recordings: Recordings = {}
  for (const slug of Object.keys(settings.enterprises)) recordings[slug] = await record(settings, slug)
  await closeAround(enterprises)
  return recordings
}

async function record (settings: Settings, slug: Slug): Promise<Recorded[]> {
  const recorded: Recorded[] = []
  let token = false
  const placing = connectAlone(settings, slug, async (request, send) => {
    const answer = await send()
    recorded.push(asRecorded(request, answer, token))
    return answer
  }, {
    async current (renew) {
      token = true
      const { value } = await renew()
      token = false
      return value
    }
  })
  const placement = await placing.adapter.place(placing.order())
  await placing.adapter.close()
  if (placement.kind !== 'acknowledged' && placement.kind !== 'receipt') throw new Error(`${slug}: ${placement.kind}`)
  return recorded
}

function asRecorded ({ method, url, headers = {}, body = '' }: HttpRequest, answer: HttpAnswer, token: boolean) {
  const { pathname, search } = new URL(url)
  return {
    method,
    path: pathname,
    query: search,
    headers,
    body: Buffer.from(body),
    status: answer.status,
    contentType: String(answer.headers['content-type'] ?? ''),
    answer: answer.body,
    token
  } satisfies Recorded
}

export interface Placing {
  adapter: Adapter<unknown, unknown>
  /** The form as the enterprise's order, mapped anew. */
  order (): unknown
}

/** An adapter by itself, without a hub; `exchange` stands around its messages, or in the place of sending them. */
export function connectAlone (
  { county, enterprises }: { county: CountySettings, enterprises: Settings['enterprises'] }, slug: Slug,
  exchange: HttpObserver, token: SharedToken
): Placing {
  const own = enterprises[slug] as EnterpriseSettings
  const { mapping, messages, connect } = profiles.get(own.profile)!
  let serials = 0
  const adapter = connect({
    settings: own,
    http: newHttpClient({ timeout: 10_000, messages, now: () => new Date() }, exchange),
    token,
    async pace () {},
    async paceQuery () {},
    now: () => new Date(),
    digits: count => String(++serials).padStart(count, '0')
  })
  const view = viewOf(county, mapping, slug)
  return { adapter, order: () => mapping.order(view, [], { agreed: own.agreed, county }) }
}

function viewOf (county: CountySettings, mapping: Profile['mapping'], slug: Slug): Order<Service> {
  const named = { jointNumber: jointNumber(county, 1), receivedAt: localTime(new Date()) }
  const reference = mapping.reference(named, 0, county)
  return orderView(mapping.service, reference, { ...named, form: formFor(slug) })
}

/** The form with every service; what it leaves to choose is chosen so that this enterprise gets an order. */
export function formFor (slug: Slug): ApplicationForm {
  const { form } = applications[0]!
  return slug === 'enn' ? { ...form, gas: { ...form.gas!, supplier: slug } } : form
}

const ECHO = /<TransactionID>\d+<\/TransactionID>/

/** The recorded answer; a bus that repeats the number of the request does so here too. */
export function answerTo ({ answer }: Pick<Recorded, 'answer'>, body: Uint8Array): Buffer {
  const text = Buffer.from(answer).toString('latin1')
  const repeated = ECHO.test(text) && ECHO.exec(Buffer.from(body).toString('latin1'))
  return Buffer.from(repeated ? text.replace(ECHO, repeated[0]) : text, 'latin1')
}
