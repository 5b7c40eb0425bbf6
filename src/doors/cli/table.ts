/** Texts for a terminal: tables and facts, in which a Chinese character takes two columns. */

/**
 * Characters that a terminal shows twice as wide (East Asian Width W and F), as far as they come up in names and
 * remarks.
 */
const WIDE = new RegExp(`[${[
  '\\u1100-\\u115f', '\\u2e80-\\u303e', '\\u3041-\\ua4cf', '\\ua960-\\ua97f', '\\uac00-\\ud7a3', '\\uf900-\\ufaff',
  '\\ufe30-\\ufe6f', '\\uff01-\\uff60', '\\uffe0-\\uffe6', '\\u{1f300}-\\u{1faff}', '\\u{20000}-\\u{3fffd}'
].join('')}]`, 'u')

/** What takes no column of its own. */
const NARROWEST = /\p{M}|\p{Cf}/u

/** How many columns a text takes. */
export function widthOf (text: string): number {
  const columns = (character: string): number => NARROWEST.test(character) ? 0 : WIDE.test(character) ? 2 : 1
  return [...text].reduce((width, character) => width + columns(character), 0)
}

/** Columns two spaces apart. */
export function table (headers: string[], rows: string[][]): string {
  const lines = [headers, ...rows].map(cells => cells.map(legible))
  const widths = headers.map((_header, column) => Math.max(...lines.map(cells => widthOf(cells[column]!))))
  return lines.map(cells => cells.map((cell, column) => padded(cell, widths[column]!)).join('  ').trimEnd()).join('\n')
}

/** Names and values below each other; those without a value are left out. */
export function facts (pairs: Array<[name: string, value: string | number | undefined]>): string {
  const known = pairs.filter((pair): pair is [string, string | number] => pair[1] !== undefined)
  const width = Math.max(...known.map(([name]) => widthOf(name)))
  return known.map(([name, value]) => `${padded(name, width)}  ${legible(String(value))}`).join('\n')
}

function padded (text: string, width: number): string {
  return text + ' '.repeat(width - widthOf(text))
}

/** Without what a terminal would take for a command or a new line. */
function legible (text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')
}

/** The line below a page that is not the last. */
export function further (nextCursor: string | undefined): string {
  return nextCursor === undefined ? '' : `\n后面还有：--cursor ${nextCursor}`
}
