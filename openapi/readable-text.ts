/**
 * Text that people are to read: what it may be made of, decided by what Unicode says of its characters, so that nobody
 * is shown nothing, or something else than stands there. The contracts name it as formats; see `document.ts`.
 */
import type { Formats } from './document.ts'

export const TEXT_FORMATS: Formats = {
  /** One line with something to read in it. */
  'readable-line': text => SHOWS.test(text) && !HIDDEN.test(withoutNeeded(text)),
  /** Several lines, or nothing at all. */
  'readable-text': text => text === '' || (SHOWS.test(text) && !HIDDEN.test(withoutNeeded(text).replaceAll('\n', '')))
}

/**
 * The private use code points of the characters that GBK has at FE50 to FEA0 and Unicode took in later, 䶮 among them:
 * names are still written with them. What any other private code point is, only its owner knows.
 */
const RARE = '\\u{e815}-\\u{e864}'

/**
 * Controls, format characters (those of direction too), surrogates, noncharacters and what is not assigned; other
 * line breaks; and whatever else shows nothing, like the fillers of Hangul, which are letters.
 */
const HIDDEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u

/**
 * What shows nothing and yet makes a difference to be seen: a variation selector behind its character (rare forms of a
 * name), a joiner in scripts whose letters join or have marks of their own (Indic), and in a joined emoji.
 */
const NEEDED = new RegExp([
  `[${RARE}]`,
  '(?<=[\\p{L}\\p{N}\\p{P}\\p{S}])\\p{Variation_Selector}',
  '(?<=(?!\\p{Script=Inherited})\\p{M})\\u200d',
  '(?<=[\\p{Script=Arabic}\\p{Script=Mongolian}\\p{Script=Syriac}])\\u200d',
  '(?<=\\p{Extended_Pictographic}[\\ufe0f\\p{Emoji_Modifier}]?)\\u200d(?=\\p{Extended_Pictographic})'
].join('|'), 'gu')

function withoutNeeded (text: string): string {
  return text.replaceAll(NEEDED, '')
}

/**
 * A character that shows: no blank, no mark alone. Of the symbols those that are signs or pictures; among the others,
 * as among the hieroglyphs, are some that are blank and that no property tells from the rest.
 */
const SHOWS = new RegExp([
  `[${RARE}]`,
  '(?![\\p{Default_Ignorable_Code_Point}\\p{Script=Egyptian_Hieroglyphs}])' +
    '[\\p{L}\\p{N}\\p{P}\\p{Sc}\\p{Sm}\\p{Sk}\\p{Extended_Pictographic}]'
].join('|'), 'u')

const NEEDED_OR_HIDDEN = new RegExp(`(${NEEDED.source})|${HIDDEN.source}`, 'gu')

/** One line of a foreign text, as the contracts want it: of what is hidden blanks are left; nothing if none is seen. */
export function readableLine (text: string): string | undefined {
  // Twice: what a joiner or a selector was needed for may have been hidden itself.
  const line = blanked(blanked(text)).replaceAll(/\s+/gu, ' ').trim()
  return SHOWS.test(line) ? line : undefined
}

function blanked (text: string): string {
  return text.replaceAll(NEEDED_OR_HIDDEN, (_all, needed?: string) => needed ?? ' ')
}

/** As it may be shown to somebody: a foreign text without what would change the direction of what stands around it. */
export function directionless (text: string): string {
  return text.replaceAll(/\p{Bidi_Control}/gu, '')
}
