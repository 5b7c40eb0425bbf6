/** Texts for a terminal: tables and facts, in which a Chinese character takes two columns. */

/** Characters that a terminal shows twice as wide (East Asian Width W and F), as far as they come up in names and remarks. */
const WIDE = /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u

/** What takes no column of its own. */
const NARROWEST = /\p{M}|\p{Cf}/u

/** How many columns a text takes. */
export function widthOf (text: string): number {
  return [...text].reduce((width, character) => width + (NARROWEST.test(character) ? 0 : WIDE.test(character) ? 2 : 1), 0)
}

/** Columns two spaces apart. What a terminal would take for a command is left out of the texts. */
export function table (headers: string[], rows: string[][]): string {
  const lines = [headers, ...rows].map(cells => cells.map(cell => cell.replaceAll(/\p{Cc}/gu, ' ')))
  const widths = headers.map((_header, column) => Math.max(...lines.map(cells => widthOf(cells[column]!))))
  return lines.map(cells => cells.map((cell, column) => cell + ' '.repeat(widths[column]! - widthOf(cell))).join('  ').trimEnd()).join('\n')
}

/** Names and values below each other; those without a value are left out. */
export function facts (pairs: Array<[name: string, value: string | number | undefined]>): string {
  const known = pairs.filter((pair): pair is [string, string | number] => pair[1] !== undefined)
  const width = Math.max(...known.map(([name]) => widthOf(name)))
  return known.map(([name, value]) => `${name}${' '.repeat(width - widthOf(name))}  ${String(value).replaceAll(/\p{Cc}/gu, ' ')}`).join('\n')
}

/** The line below a page that is not the last. */
export function further (nextCursor: string | undefined): string {
  return nextCursor === undefined ? '' : `\n后面还有：--cursor ${nextCursor}`
}
