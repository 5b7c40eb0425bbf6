/** HTML out of texts: whatever is put into it is text, and stays text. */

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** The one function that makes a text safe between tags and within the quotes of an attribute. */
export function escaped (text: string | number | undefined): string {
  return String(text ?? '').replaceAll(/[&<>"']/g, character => ENTITIES[character]!)
}

/** What `html` has made: no text is taken for it, whatever it looks like. */
export class Markup {
  readonly #text: string

  constructor (text: string) {
    this.#text = text
  }

  toString (): string {
    return this.#text
  }
}

/** `undefined` and `false` put in nothing, a list its items one after the other. */
export type Part = Markup | string | number | undefined | false | readonly Part[]

/** A template whose values are escaped. They stand between tags or in quotes, nowhere else. */
export function html (template: TemplateStringsArray, ...parts: Part[]): Markup {
  return new Markup(template.reduce((before, text, index) => before + written(parts[index - 1]) + text))
}

function written (part: Part): string {
  if (part instanceof Markup) return part.toString()
  if (typeof part === 'object') return part.map(written).join('\n')
  return part === false ? '' : escaped(part)
}
