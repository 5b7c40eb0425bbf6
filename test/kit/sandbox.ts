/** The settings of the sandbox, as its file has them and for a test to change. */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { CountySettings } from '../../src/enterprises/county.ts'

export const SANDBOX = readFileSync(new URL('../../settings.sandbox.yaml', import.meta.url), 'utf8')

/** A copy of one's own. */
export function sandboxDocument (): any {
  return parse(SANDBOX)
}

export const COUNTY: CountySettings = sandboxDocument().county

/** Leaves the other enterprises in the catalogue alone. */
export function connectOnly (settings: any, slugs: readonly string[]): void {
  for (const [slug, entry] of Object.entries<any>(settings.enterprises)) {
    if (!slugs.includes(slug)) settings.enterprises[slug] = { profile: entry.profile, name: entry.name, connected: false }
  }
}
