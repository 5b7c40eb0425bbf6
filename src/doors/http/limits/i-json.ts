/**
 * Whether JSON is I-JSON (RFC 7493) in what a contract cannot say: names that are well formed and unique in their
 * object, so that every reader understands the same; and not nested deeper than any form is. Of a text that is not well
 * formed the contract tells in which field it stands.
 */

const DEEPEST = 20

/** Of valid JSON: a string, and the colon behind it when it is a name. */
const STRING = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?/g

/**
 * `value` is what `text` was parsed to. A name that comes twice is lost in the value, which then has fewer than the
 * text.
 */
export function isIJson (text: string, value: unknown): boolean {
  return namesIn(value, DEEPEST) === [...text.matchAll(STRING)].filter(([, colon]) => colon !== undefined).length
}

/** How many names there are; NaN, equal to no number, where something is too deep or a name not well formed. */
function namesIn (value: unknown, depth: number): number {
  if (typeof value !== 'object' || value === null) return 0
  if (depth === 0) return NaN
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + namesIn(item, depth - 1), 0)
  return Object.entries(value).reduce((sum, [name, item]) =>
    sum + (name.isWellFormed() ? 1 : NaN) + namesIn(item, depth - 1), 0)
}
