/**
 * Takes values out of a text, wherever they stand in it: whole, and in pieces that are too long to be there by chance,
 * since enterprises cut what they repeat and interfaces cut what they are sent.
 */

/** What stands where something was taken out. */
export const MASK = '***'

/** Shorter pieces turn up by chance: `有限公司`, the year in a number. */
export const PIECE = 6
const PLAIN_PIECE = 10

/** Shorter values occur in any text; they are masked only where a field holds nothing else. */
const WHOLE = 2
const PLAIN_WHOLE = 4

const PLAIN = /^\p{ASCII}*$/u

const SHORTEST_NUMBER = 7

/** Of a telephone or a person: what people write in groups, and by some keyboards in full width. */
const NUMBER = /^\d{7,}x?$/

export interface MaskedValues {
  /** Taken out whole and in pieces. */
  pieces: readonly string[]
  /** Taken out whole only. */
  whole: readonly string[]
}

/** A function that masks the values in a text; letter case of ASCII does not matter. */
export function newMask ({ pieces, whole }: MaskedValues): (text: string) => string {
  const lowered = [...pieces, ...whole].map(lower)
  const alone = new Set(lowered)
  const values = lowered.filter(value => value.length >= (PLAIN.test(value) ? PLAIN_WHOLE : WHOLE))
  const numbers = values.filter(value => NUMBER.test(value))
  const cut = pieces.map(lower)
  const parts = new Set(cut.flatMap(partsOf))
  const begins = beginningsOf(parts)

  /** The whole piece of a value that a part of it begins at `at`. */
  function widened (text: string, at: number, length: number): [from: number, to: number] {
    const isInside = (from: number, to: number): boolean => cut.some(value => value.includes(text.slice(from, to)))
    let [from, to] = [at, at + length]
    while (to < text.length && isInside(from, to + 1)) to++
    while (from > 0 && isInside(from - 1, to)) from--
    return [from, to]
  }

  return text => {
    const searched = lower(text)
    if (alone.has(searched)) return MASK
    const covered = newCover(text.length)
    for (const value of values) {
      for (let at = searched.indexOf(value); at !== -1; at = searched.indexOf(value, at + 1)) {
        covered.add(at, at + value.length)
      }
    }
    if (numbers.length > 0 && text.length >= SHORTEST_NUMBER) coverNumbers(searched, numbers, covered)
    if (parts.size > 0) {
      for (let at = 0; at + PIECE <= searched.length; at++) {
        if (begins[beginningAt(searched, at)] === 0) continue
        const length = [PIECE, PLAIN_PIECE].find(length => parts.has(searched.slice(at, at + length)))
        if (length === undefined) continue
        const [from, to] = widened(searched, at, length)
        covered.add(from, to)
        at = to - PIECE
      }
    }
    return withoutCovered(text, covered)
  }
}

/** What of a text is taken out. Most texts have nothing of that. */
interface Cover {
  add (from: number, to: number): void
  /** One for each code unit that is; undefined where none is. */
  units: Uint8Array | undefined
}

function newCover (length: number): Cover {
  return {
    units: undefined,
    add (from, to) {
      this.units ??= new Uint8Array(length)
      this.units.fill(1, from, to)
    }
  }
}

/** A power of two, far more than the parts of an applicant's values have beginnings. */
const BEGINNINGS = 1024

/** By the first two code units of a part: most places of a text begin none, which a look at the table tells. */
function beginningsOf (parts: ReadonlySet<string>): Uint8Array {
  const begins = new Uint8Array(BEGINNINGS)
  for (const part of parts) begins[beginningAt(part, 0)] = 1
  return begins
}

function beginningAt (text: string, at: number): number {
  return (text.charCodeAt(at) * 61 + text.charCodeAt(at + 1)) & (BEGINNINGS - 1)
}

/** Numbers however they are written: `139-5566-7788` and `１３９５５６６７７８８` are `13955667788`. */
function coverNumbers (text: string, numbers: readonly string[], covered: Cover): void {
  for (const { 0: written, index } of text.matchAll(WRITTEN)) {
    const plain = Buffer.alloc(written.length)
    const places = new Uint32Array(written.length)
    let count = 0
    for (let at = 0; at < written.length; at++) {
      const digit = digitAt(written.charCodeAt(at))
      if (digit === undefined) continue
      plain[count] = digit
      places[count++] = index + at
    }
    for (const number of numbers) {
      for (let at = plain.indexOf(number); at !== -1; at = plain.indexOf(number, at + 1)) {
        covered.add(places[at]!, places[at + number.length - 1]! + 1)
      }
    }
  }
}

/** Digits, with what people write between groups of them. */
const WRITTEN = /[0-9０-９](?:[\s.·‐-―－-]{0,3}[0-9０-９xXｘＸ]){6,}/g

/** What full-width characters are further on than those of ASCII. */
const FULL_WIDTH = 0xfee0

/** The digit of a code unit, in ASCII, or the `x` that a person's number ends with; nothing of what stands between. */
function digitAt (code: number): number | undefined {
  const narrow = code > FULL_WIDTH ? code - FULL_WIDTH : code
  if (narrow >= 0x30 && narrow <= 0x39) return narrow
  return narrow === 0x78 || narrow === 0x58 ? 0x78 : undefined
}

/** Every piece of a value that has the least length. */
function partsOf (value: string): string[] {
  const parts: string[] = []
  for (let at = 0; at + PIECE <= value.length; at++) {
    const part = value.slice(at, at + PIECE)
    if (!PLAIN.test(part)) parts.push(part)
    else if (at + PLAIN_PIECE <= value.length) parts.push(value.slice(at, at + PLAIN_PIECE))
  }
  return parts
}

function withoutCovered (text: string, { units }: Cover): string {
  if (!units) return text
  let masked = ''
  for (let at = 0; at < text.length;) {
    const end = units.indexOf(units[at] === 1 ? 0 : 1, at)
    const next = end === -1 ? text.length : end
    masked += units[at] === 1 ? MASK : text.slice(at, next)
    at = next
  }
  return masked
}

const CAPITAL = /[A-Z]/

/** Of ASCII only, so that the text keeps its length. */
function lower (text: string): string {
  return CAPITAL.test(text) ? text.replace(/[A-Z]+/g, letters => letters.toLowerCase()) : text
}
