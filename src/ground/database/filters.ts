/**
 * The conditions of a statement whose filters are optional. What is not asked for is absent from the text, so that
 * PostgreSQL plans for what is asked; every value goes in as a parameter.
 */

/**
 * SQL with a `?` for each of its values. It is left out where one of them is missing; one without values always holds.
 */
export type Filter = readonly [condition: string, ...values: unknown[]]

/** One that says what all of them say: to stand inside another. */
export function allOf (filters: readonly Filter[]): Filter {
  const asked = filters.filter(([, ...values]) => values.every(value => value !== undefined && value !== null))
  const text = asked.map(([condition]) => `(${condition})`).join(' and ') || 'true'
  return [text, ...asked.flatMap(([, ...values]) => values)]
}

export interface Conditions {
  /** What may stand behind `where`. Its parameters are numbered from `$1`. */
  text: string
  values: unknown[]
}

export function conditionsOf (filters: readonly Filter[]): Conditions {
  const [condition, ...values] = allOf(filters)
  let places = 0
  const text = condition.replaceAll('?', () => `$${++places}`)
  if (places !== values.length) throw new Error(`${values.length} values for: ${condition}`)
  return { text, values }
}
