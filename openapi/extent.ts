/**
 * How much a message may hold. It is counted in one pass over its bytes before anything reads it, since what reads it
 * takes far longer, goes down into it, or puts each of its parts into memory. Whether it is well formed is no matter
 * here.
 */

export interface Extent {
  format: 'json' | 'xml'
  bytes: number
  /** Levels of what stands in one another. */
  depth: number
  /** Values of JSON; tags of XML, and whatever else begins like one. */
  parts: number
}

/** What a message goes beyond. */
export type Beyond = 'size' | 'depth' | 'parts'

export function beyond (message: Buffer, { format, bytes, depth, parts }: Extent): Beyond | undefined {
  if (message.length > bytes) return 'size'
  const counted = format === 'json' ? ofJson(message) : ofXml(message)
  if (counted.depth > depth) return 'depth'
  return counted.parts > parts ? 'parts' : undefined
}

type Counted = Pick<Extent, 'depth' | 'parts'>

const [QUOTE, APOSTROPHE, BACKSLASH] = [0x22, 0x27, 0x5c]
const [OPENING_BRACE, CLOSING_BRACE, OPENING_BRACKET, CLOSING_BRACKET] = [0x7b, 0x7d, 0x5b, 0x5d]
const [COMMA, LESS, GREATER, SLASH] = [0x2c, 0x3c, 0x3e, 0x2f]

/** Every value but the first of its list stands behind a comma; an empty list counts as one of one. */
function ofJson (text: Buffer): Counted {
  let [parts, depth, deepest] = [1, 0, 0]
  for (let at = 0; at < text.length; at++) {
    switch (text[at]) {
      case QUOTE:
        at = endOfString(text, at)
        break
      case OPENING_BRACE:
      case OPENING_BRACKET:
        parts++
        deepest = Math.max(deepest, ++depth)
        break
      case CLOSING_BRACE:
      case CLOSING_BRACKET:
        depth--
        break
      case COMMA:
        parts++
    }
  }
  return { parts, depth: deepest }
}

function endOfString (text: Buffer, start: number): number {
  let at = start + 1
  while (at < text.length && text[at] !== QUOTE) at += text[at] === BACKSLASH ? 2 : 1
  return at
}

/** In GBK too: none of the bytes looked for is ever the second of a character. */
function ofXml (text: Buffer): Counted {
  let [parts, depth, deepest] = [0, 0, 0]
  for (let at = text.indexOf(LESS); at !== -1; at = text.indexOf(LESS, at)) {
    parts++
    const closing = text[at + 1] === SLASH
    const ending = ENDINGS.find(({ opening }) => startsAt(text, at, opening))?.ending
    at = ending ? endOf(text, at, ending) : endOfTag(text, at)
    if (ending) continue
    if (closing) depth--
    else {
      deepest = Math.max(deepest, depth + 1)
      if (text[at - 1] !== SLASH) depth++
    }
  }
  return { parts, depth: deepest }
}

/** What holds no elements, whatever it looks like. */
const ENDINGS = [['<!--', '-->'], ['<![CDATA[', ']]>'], ['<?', '?>']].map(([opening, ending]) =>
  ({ opening: Buffer.from(opening!), ending: Buffer.from(ending!) }))

function startsAt (text: Buffer, at: number, beginning: Buffer): boolean {
  return beginning.every((byte, index) => text[at + index] === byte)
}

/** Where it stands; the end of the text where it does not. */
function endOf (text: Buffer, from: number, ending: Buffer): number {
  const at = text.indexOf(ending, from)
  return at === -1 ? text.length : at
}

/** Where the `>` of a tag stands, or the end of the text; an attribute may hold one. */
function endOfTag (text: Buffer, start: number): number {
  let quoted: number | undefined
  for (let at = start + 1; at < text.length; at++) {
    const byte = text[at]
    if (quoted !== undefined) quoted = byte === quoted ? undefined : quoted
    else if (byte === GREATER) return at
    else if (byte === QUOTE || byte === APOSTROPHE) quoted = byte
  }
  return text.length
}
