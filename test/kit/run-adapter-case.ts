/** Runs one adapter case: against an enterprise that gives the answers written in it, or against the profile's simulator. */
import ms, { type StringValue } from 'ms'
import type { Test } from 'tap'
import type { NativeAnswer, NativeRequest } from '../../adapters/adapter.ts'
import { CallbackRefused, Failure } from '../../adapters/failure.ts'
import { APPROVALS } from '../../src/enterprises/approvals.ts'
import { WrongSettings } from '../../src/ground/settings/wrong-settings.ts'
import { filled, type AdapterCase, type Exchange, type ExpectedFailure, type Step } from './adapter-cases.ts'
import { atApprovals, atSimulator, connectAdapter, newClock, NOW, profileSettings, type Connected } from './connected-adapter.ts'
import { onLoopback, type Trouble } from './loopback.ts'
import { bytesOf, changedRequest, readPlainly, writePlainly, type Said, type Speaking, type Wire, type Written } from './wire/wire.ts'

interface Running { t: Test, profile: string, wire: Wire, given: AdapterCase }

export async function runAdapterCase (t: Test, profile: string, wire: Wire, given: AdapterCase): Promise<void> {
  const running = { t, profile, wire, given }
  if (given.callback) return hearMessage(running)
  if (given.simulator) return converse(running)
  if (given.call || given.steps) return exchangeMessages(running)
  return readSettings(running)
}

function readSettings ({ t, profile, given: { settings, read, refused, secret } }: Running): void {
  if (read) {
    t.strictSame(named(read, profileSettings(profile, settings)), read)
    return
  }
  const message = wordsAgainst(() => profileSettings(profile, settings))
  t.ok(message.includes(`：${['enterprises', profile, ...refused ? [refused] : []].join('.')}：`), 'the place is named', { message })
  if (secret) t.notMatch(message, secret)
}

function wordsAgainst (reading: () => unknown): string {
  try {
    reading()
  } catch (error) {
    if (error instanceof WrongSettings) return error.message
    throw error
  }
  throw new Error('they are read')
}

/** The members of `found` that are named. */
function named (names: object, found: Record<string, any>): object {
  return Object.fromEntries(Object.keys(names).map(name => [name, found[name]]))
}

/** An enterprise that has its answers from the case. */
async function scripted ({ t, profile, wire, given }: Running): Promise<Connected & { requests: NativeRequest[], answers: Exchange[], standing: () => number }> {
  const requests: NativeRequest[] = []
  const answers: Exchange[] = []
  let standing = 0
  const url = await onLoopback(t, async request => {
    const always = answers.length === 0 && wire.standing?.(request)
    if (always) {
      standing++
      return always
    }
    requests.push(request)
    const { answer } = answers.shift() ?? { answer: 'dead' }
    return typeof answer === 'string' ? answer : write(answer, request)
  })
  const clock = newClock(new Date(given.now ?? NOW))
  const connected = connectAdapter(t, profile, { baseUrl: url + (given.basePath ?? ''), settings: { ...given.settings }, clock })

  function write (answer: Exclude<Exchange['answer'], Trouble>, request: NativeRequest): NativeAnswer {
    return (wire.write ?? writePlainly)(answer, request, speaking(connected))
  }
  return { ...connected, requests, answers, standing: () => standing }
}

function speaking ({ context, clock }: Connected): Speaking {
  return { settings: context.settings, now: clock.now }
}

async function exchangeMessages (running: Running): Promise<void> {
  const { t, wire, given } = running
  const enterprise = await scripted(running)
  let { opening = [] } = given
  let sent = 0
  for (const step of stepsOf(given)) {
    if (step.pass) enterprise.clock.pass(ms(step.pass as StringValue))
    if (!step.call) continue
    const exchanges = [...opening, ...step.exchanges ?? []]
    opening = []
    enterprise.requests.length = 0
    enterprise.answers.splice(0, Infinity, ...exchanges)
    await call(t, enterprise, step)
    for (const [index, request] of enterprise.requests.entries()) compareRequest(t, wire.read(request, speaking(enterprise)), request, exchanges[index])
    t.equal(enterprise.requests.length, exchanges.length, 'as many requests as the case has exchanges')
    sent += enterprise.requests.length
  }
  t.equal(enterprise.context.paced(), given.paced ?? sent + enterprise.standing(), 'every request waited for its turn')
}

function stepsOf ({ steps, ...step }: AdapterCase): Step[] {
  return steps ?? [step]
}

async function call (t: Test, { adapter }: Connected, { call, outcome, failure }: Step): Promise<void> {
  const [operation, ...values] = call!
  try {
    const found = await (adapter as any)[operation](...values.map(argument)) ?? null
    if (failure) t.fail('it succeeds', { found })
    else t.strictSame(found, filled(outcome, found), `what comes of ${operation}`)
  } catch (error) {
    compareFailure(t, error, failure, operation)
  }
}

/** Bytes are written in a case as `{ "hex": … }`, or as so many zeros. */
export function argument (value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if ('zeros' in value) return Buffer.alloc(value.zeros as number)
  return 'hex' in value || 'base64' in value ? bytesOf(value as Written) : value
}

function compareFailure (t: Test, error: unknown, expected: ExpectedFailure | undefined, doing: string): void {
  if (!(error instanceof Failure)) throw error
  const { message, ...facts } = error.facts
  const { message: text, ...others } = expected ?? {}
  t.strictSame(facts, others, `how ${doing} fails`)
  if (text !== undefined) t.strictSame(message, filled(text, message), 'what is said of it')
}

function compareRequest (t: Test, said: Said, request: NativeRequest, exchange: Exchange | undefined): void {
  const { headers = {}, holds = [], ...parts } = exchange?.request ?? {}
  for (const [part, right] of Object.entries(parts)) {
    const found = said[part as 'body']
    t.strictSame(found, filled(right, found), `${part} of ${said.to}`)
  }
  for (const [name, right] of Object.entries(headers)) t.equal(said.headers[name] ?? null, right, `header ${name} of ${said.to}`)
  for (const bytes of holds) t.ok(request.body.includes(bytesOf(bytes)), `${JSON.stringify(bytes)} stands in ${said.to}`)
}

async function converse (running: Running): Promise<void> {
  const { t, profile, given } = running
  const { callbackPath = `/v1/callbacks/${profile}` } = given
  const clock = newClock(new Date(given.now ?? NOW))
  const told: unknown[] = []
  const hears = stepsOf(given).some(step => step.told)
  const callbackUrl = hears && await onLoopback(t, async request => hear(request))
  const options = { ...given.simulator, ...callbackUrl && { callbackUrl: callbackUrl + callbackPath } }
  const connecting = { clock, options, ...given.settings && { settings: given.settings }, ...given.basePath && { basePath: given.basePath } }
  const enterprise: any = profile === APPROVALS ? await atApprovals(t, connecting) : await atSimulator(t, profile, connecting)

  async function hear (request: NativeRequest): Promise<NativeAnswer> {
    const { accept, answer } = (enterprise as Connected).adapter.callback!
    try {
      told.push(await accept(request))
      running.wire.heard?.(request)
      return answer('stored', request)
    } catch (error) {
      if (!(error instanceof CallbackRefused)) throw error
      told.push({ refused: error.reason })
      return answer(error.reason, request, error.field)
    }
  }

  for (const step of stepsOf(given)) {
    if (step.pass) clock.pass(ms(step.pass as StringValue))
    for (const fault of step.arm ?? []) enterprise.simulator.faults.arm(fault)
    if (step.busy) enterprise.simulator.beBusy(step.busy)
    if (step.move) await enterprise.simulator.move(...step.move)
    if (step.call) await call(t, enterprise, step)
    if (step.orders) compareBook(t, enterprise.simulator.orders, step.orders)
    if (step.filings) compareBook(t, enterprise.simulator.filings, step.filings)
    if (step.told) t.strictSame(told, filled(step.told, told), 'what the hub was told')
    if (step.told) told.length = 0
  }
  if (given.paced !== undefined) t.equal(enterprise.context.paced(), given.paced, 'how often it waited for its turn')
}

function compareBook (t: Test, book: Map<string, object>, expected: Record<string, object>): void {
  const found = [...book].map(([reference, order]) => [reference, named(expected[reference] ?? {}, order as any)])
  t.strictSame(Object.fromEntries(found), expected, 'the book of the enterprise')
}

async function hearMessage (running: Running): Promise<void> {
  const { t, profile, wire, given } = running
  const enterprise = await scripted(running)
  enterprise.answers.push(...given.exchanges ?? [])
  const { callback } = enterprise.adapter
  const message = { path: `/v1/callbacks/${profile}`, ...given.callback }
  const request = changedRequest(wire.tell!(message, speaking(enterprise)), message.changed)
  if (given.answering) return compareAnswer(running, callback!.answer(given.answering, request, given.field))
  try {
    const found = await callback!.accept(request)
    t.strictSame(found, filled(given.accepted, found), 'what is accepted')
    compareAnswer(running, callback!.answer('stored', request))
  } catch (error) {
    if (given.failure) return compareFailure(t, error, given.failure, 'it')
    if (!(error instanceof CallbackRefused)) throw error
    t.strictSame({ reason: error.reason, ...error.field !== undefined && { field: error.field } }, given.refused, 'why it is refused')
    compareAnswer(running, callback!.answer(error.reason, request, error.field))
  }
}

function compareAnswer ({ t, wire, given: { answer } }: Running, { status, headers, body }: NativeAnswer): void {
  if (!answer) return
  const read = wire.readAnswer ?? (({ body }: NativeAnswer) => readPlainly({ method: '', url: '', query: {}, headers, body: Buffer.from(body) }).body)
  const found = { status, headers, body: read({ status, headers, body }) }
  t.strictSame(named(answer, found), filled(answer, found), 'how it is answered')
}
