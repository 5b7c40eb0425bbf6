/** The county is a setting: what the sandbox says of its own stands in the settings alone, in no code and in no contract. */
import { parse } from 'yaml'
import { read } from '../source-files.ts'

const { name, code, cityCode, provinceCode, prefix, carrierRegions: { lanId, eparchyCode } } = parse(read('settings.sandbox.yaml')).county

/** Not as a part of a longer number that ends so. */
const KNOWN = new RegExp([name, prefix, ...[code, cityCode, provinceCode, lanId, eparchyCode].map(digits => `(?<!\\d)${digits}`)].join('|'), 'g')

export function knowsCounty (path: string): boolean {
  return /^(src|mappings|adapters|openapi)\//.test(path)
}

/** Where a text names the sandbox's county, as `path:line what`. */
export function countyFaults ({ path, text }: { path: string, text: string }): string[] {
  return text.split('\n').flatMap((line, index) => [...line.matchAll(KNOWN)].map(([what]) =>
    `${path}:${index + 1} knows ${what}: take it from the county of the settings, or invent another in an example`))
}
