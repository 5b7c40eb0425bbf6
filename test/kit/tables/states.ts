/** The tables of legal steps as pictures (mermaid), so that what is drawn is what the code allows. */
import type { OrderState } from '../../../mappings/mapping.ts'
import { LINE, STATES } from '../../../src/records/orders/states.ts'

const LABELS: Record<string, string> = { sending: '送达', underWay: '办理', aside: '补正与特别程序', ended: '结束' }

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

/** Any table of legal steps as a picture, an arrow a step: it begins with the first state, and ends where no step leads on. */
export function stepsDiagram (steps: Record<string, readonly string[]>, labels: Record<string, string> = {}): string {
  const states = Object.keys(steps)
  const unknown = states.flatMap(from => steps[from]!.filter(to => !states.includes(to)).map(to => `${from} → ${to}`))
  if (unknown.length > 0) throw new Error(`steps to states that the table does not have: ${unknown.join(', ')}`)
  return [
    '```mermaid',
    'stateDiagram-v2',
    ...states.map(state => `  ${state}: ${labels[state] === undefined ? state : `${labels[state]} ${state}`}`),
    ...states.slice(0, 1).map(state => `  [*] --> ${state}`),
    ...states.flatMap(from => steps[from]!.map(to => `  ${from} --> ${to}`)),
    ...states.filter(state => steps[state]!.length === 0).map(state => `  ${state} --> [*]`),
    '```'
  ].join('\n')
}
