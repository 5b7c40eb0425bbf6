/**
 * Whether JSON is I-JSON (RFC 7493): names that are unique in their object and text without lone surrogates, so that every reader
 * understands the same; and not nested deeper than any form is.
 */

const DEEPEST = 20

/** Of valid JSON: a string, and the colon behind it when it is a name. */
const STRING = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?/g

/** `value` is what `text` was parsed to. A name that comes twice is lost in the value, which then has fewer than the text. */
export function isIJson (text: string, value: unknown): boolean {
  return namesIn(value, DEEPEST) === [...text.matchAll(STRING)].filter(([, colon]) => colon !== undefined).length
}

/** How many names there are; NaN, equal to no number, where something is too deep or not well formed. */
function namesIn (value: unknown, depth: number): number {
  if (typeof value === 'string') return value.isWellFormed() ? 0 : NaN
  if (typeof value !== 'object' || value === null) return 0
  if (depth === 0) return NaN
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + namesIn(item, depth - 1), 0)
  return Object.entries(value).reduce((sum, [name, item]) => sum + 1 + namesIn(name, depth) + namesIn(item, depth - 1), 0)
}
