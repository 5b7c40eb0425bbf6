/** The sandbox's settings for simulated enterprises that are running, without a portal and without limits. */
import { readFileSync } from 'node:fs'
import { parse, stringify } from 'yaml'
import type { Simulator } from '../simulators/simulator.ts'
import { parseSettings, type Settings } from '../src/settings.ts'

const SANDBOX = readFileSync(new URL('../settings.sandbox.yaml', import.meta.url), 'utf8')

export function benchSettings (running: Simulator[]): Settings {
  const settings = parse(SANDBOX)
  delete settings.portal
  settings.hub.limits = { requests: 1_000_000_000, concurrent: 1_000_000 }
  settings.enterprises = Object.fromEntries(running.map(({ slug, url }) => [slug, { ...settings.enterprises[slug], baseUrl: url }]))
  return parseSettings(stringify(settings), process.env, 'settings.sandbox.yaml')
}
