/** Settings with nothing in them but what a hub must be told, and what a test is about. */
import { readFileSync } from 'node:fs'
import { parse, stringify } from 'yaml'
import { parseSettings, type Settings } from '../../src/settings.ts'

const { personalData } = parse(readFileSync(new URL('../../settings.sandbox.yaml', import.meta.url), 'utf8'))

/** `text` is YAML, merged into them. */
export function plainSettings (text = ''): Settings {
  return parseSettings(stringify({ personalData, ...parse(text) }), {}, 'settings')
}
