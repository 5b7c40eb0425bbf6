/**
 * The parts of the README that code says already, made from it: what stands between `<!-- name -->` and `<!-- /name -->`.
 * `npm run readme` writes them.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import type { OrderState } from '../mappings/mapping.ts'
import { profileNames, readNativeContract } from '../openapi/document.ts'
import { LINE, STATES, TRANSITIONS } from '../src/records/orders/states.ts'
import { schedule, webhookSchedule } from '../src/ground/retry/retry.ts'
import { deliverySettings, type DeliverySettings } from '../src/enterprises/delivery-settings.ts'
import { openMetrics } from '../src/ground/observe/metrics.ts'
import { plainSettings } from './kit/plain-settings.ts'
import { faultMatrixTable } from './kit/fault-matrix.ts'
import { settingsTable } from './settings-table.ts'

const README = new URL('../README.md', import.meta.url)

const PARTS: Record<string, () => string> = {
  transitions: () => transitionsDiagram(TRANSITIONS),
  settings: settingsTable,
  profiles: profilesTable,
  'fault-matrix': faultMatrixTable,
  metrics: metricsTable,
  'retry-schedule': () => retryScheduleTable(schedule(defaultRetry())),
  'webhook-schedule': () => retryScheduleTable(webhookSchedule(defaultHorizon()))
}

/** The README with its made parts as they have to be. Throws when one has no place in it. */
export function withMadeParts (readme: string): string {
  return Object.entries(PARTS).reduce((text, [name, make]) => {
    const place = new RegExp(`(?<=<!-- ${name} -->\n)[^]*?(?=<!-- /${name} -->)`)
    if (!place.test(text)) throw new Error(`README.md has no place for ${name}: write <!-- ${name} --> and <!-- /${name} --> on lines of their own`)
    return text.replace(place, () => `${make()}\n`)
  }, readme)
}

function defaultRetry (): DeliverySettings['retry'] {
  return deliverySettings().parse(undefined).retry
}

function defaultHorizon (): number {
  const { portal } = plainSettings(`
    portal: { webhookUrl: https://portal.example, secrets: [whsec_${'A'.repeat(32)}] }`)
  return portal!.horizon
}

/** What of each profile's interface is public and what is assumed, as its native contract says. */
function profilesTable (): string {
  return ['| profile | interface | provenance |', '|---|---|---|', ...profileNames().map(profile => {
    const { title, 'x-provenance': provenance } = readNativeContract(profile)['info']
    return `| \`${profile}\` | ${title} | ${provenance} |`
  })].join('\n')
}

/** Waits before they are spread. Equal ones in a row share a line. */
export function retryScheduleTable (waits: number[]): string {
  const lines: string[] = []
  for (let from = 0, total = 0; from < waits.length;) {
    const wait = waits[from]!
    const next = waits.findIndex((other, index) => index > from && other !== wait)
    const to = next === -1 ? waits.length : next
    total += wait * (to - from)
    lines.push(to - from === 1 ? `| ${to} | ${spoken(wait)} | ${spoken(total)} |` : `| ${from + 1}–${to} | ${spoken(wait)} each | ${spoken(total)} |`)
    from = to
  }
  return ['| after failed attempt | wait | since the first failure |', '|---|---|---|', ...lines].join('\n')
}

/** The hub's own metrics; those of every Node process need no words here. */
function metricsTable (): string {
  const metrics = openMetrics().registry.getMetricsAsArray() as unknown as Array<{ name: string, type: string, help: string, labelNames: string[] }>
  const lines = metrics.filter(({ name }) => name.startsWith('lianban_')).map(({ name, type, help, labelNames }) =>
    `| \`${name}\` | ${type} | ${labelNames.map(label => `\`${label}\``).join(', ')} | ${help} |`)
  return ['| metric | type | labels | meaning |', '|---|---|---|---|', ...lines].join('\n')
}

function spoken (milliseconds: number): string {
  const seconds = milliseconds / 1000
  const parts = [`${Math.floor(seconds / 3600)} h`, `${Math.floor(seconds / 60) % 60} min`, `${seconds % 60} s`]
  return parts.filter(part => !part.startsWith('0 ')).join(' ')
}

/**
 * The table of transitions as a picture: the line in two boxes, the states beside it in a third, the endings in the last, an
 * arrow between boxes where every state of the one may be followed by any of the other. What no arrow says is listed below.
 */
export function transitionsDiagram (transitions: Record<OrderState, readonly OrderState[]>): string {
  const states = Object.keys(transitions) as OrderState[]
  const line: OrderState[] = LINE.filter(state => transitions[state].length > 0)
  const beside = states.filter(state => transitions[state].length > 0 && !line.includes(state))
  const begun = line.filter(state => beside.every(other => transitions[other].includes(state)))
  const boxes: Record<string, OrderState[]> = {
    sending: line.filter(state => !begun.includes(state)),
    underWay: begun,
    aside: beside,
    ended: states.filter(state => transitions[state].length === 0)
  }

  const drawn = new Set<string>()
  function mayFollow (from: OrderState[], to: OrderState[]): boolean {
    if (!from.every(state => to.every(next => transitions[state].includes(next)))) return false
    for (const state of from) for (const next of to) drawn.add(`${state} → ${next}`)
    return true
  }
  /** On the line an arrow leads to the next state, and says that any before it may be followed by it too. */
  function steps (name: string, members: OrderState[]): string[] {
    const pairs = name === 'sending' || name === 'underWay'
      ? members.slice(1).filter((to, index) => mayFollow(members.slice(0, index + 1), [to])).map(to => [members[members.indexOf(to) - 1], to])
      : members.flatMap(from => members.filter(to => mayFollow([from], [to])).map(to => [from, to]))
    return pairs.length > 0 ? pairs.map(([from, to]) => `${from} --> ${to}`) : members
  }
  const picture = [
    'stateDiagram-v2',
    ...states.map(state => `  ${state}: ${STATES[state].label} ${state}`),
    '  [*] --> sending',
    ...Object.entries(boxes).flatMap(([name, members]) => [`  state "${LABELS[name]}" as ${name} {`, ...steps(name, members).map(step => `    ${step}`), '  }']),
    ...Object.entries(boxes).flatMap(([name, members]) => Object.entries(boxes).filter(([other, next]) => other !== name && mayFollow(members, next)).map(([other]) => `  ${name} --> ${other}`)),
    '  ended --> [*]'
  ]
  const others = states.flatMap(from => transitions[from].map(to => `${from} → ${to}`)).filter(step => !drawn.has(step))
  return ['```mermaid', ...picture, '```', ...others.length > 0 ? ['', `Legal too: ${others.map(step => `\`${step}\``).join(', ')}.`] : []].join('\n')
}

const LABELS: Record<string, string> = { sending: '送达', underWay: '办理', aside: '补正与特别程序', ended: '结束' }

if (import.meta.main) writeFileSync(README, withMadeParts(readFileSync(README, 'utf8')))
