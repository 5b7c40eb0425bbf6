/** Settings with nothing in them but what a hub must be told, and what a test is about. */
import { parse, stringify } from 'yaml'
import { parseSettings, type Settings } from '../../src/settings.ts'
import { sandboxDocument } from '../../kit/sandbox.ts'

const { county, personalData } = sandboxDocument()

/** `text` is YAML, merged into them. */
export function plainSettings (text = ''): Settings {
  return parseSettings(stringify({ county, personalData, ...parse(text) }), {}, 'settings')
}
