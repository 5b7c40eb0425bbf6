/**
 * Whether JSON is I-JSON (RFC 7493) in what a contract cannot say: names of characters, unique in their
 * object, so that every reader understands the same. Of a text that is not well formed the contract tells in which
 * field it stands.
 */

/**
 * A string, and the colon behind it when it is a name. One that has no end is one too, or each quote would look for it.
 */
const STRING = /"[^"\\]*(?:\\.[^"\\]*)*(?:"\s*(:)?|\\?$)/gs

/**
 * `value` is what `text` was parsed to. A name that comes twice is lost in the value, which then has fewer than the
 * text. It goes down into the value, so that one too deep has to be kept out before.
 */
export function isIJson (text: string, value: unknown): boolean {
  return namesIn(value) === [...text.matchAll(STRING)].filter(([, colon]) => colon !== undefined).length
}

/** Half a surrogate pair, or one of the 66 code points that never will be a character. */
const NO_CHARACTER = /[\p{Cs}\p{Noncharacter_Code_Point}]/u

/** How many names there are; NaN, equal to no number, where a name is not well formed. */
function namesIn (value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + namesIn(item), 0)
  return Object.entries(value).reduce((sum, [name, item]) =>
    sum + (NO_CHARACTER.test(name) ? NaN : 1) + namesIn(item), 0)
}
