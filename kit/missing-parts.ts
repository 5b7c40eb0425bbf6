/** What of a system is still to be written, file by file: the list that the repository test and the scaffold go by. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { APPROVALS_SYSTEMS } from '../openapi/document.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

type Part = [there: boolean, what: string]

/** Each as `path: what to do`; the list is empty when the profile, or the approvals system, is whole. */
export function missingParts (profile: string): string[] {
  const own = APPROVALS_SYSTEMS.includes(profile) ? partsForFilings(profile) : partsForOrders(profile)
  return [...partsOfAny(profile), ...own].filter(([there]) => !there).map(([, what]) => what)
}

/** Whatever it takes. */
function partsOfAny (profile: string): Part[] {
  const contract = `openapi/enterprises/${profile}.yaml`
  const cases = `test/fixtures/${profile}`
  return [
    [has(contract), `${contract}: write the native contract`],
    [!has(contract) || saysWhatIsKnown(contract),
      `${contract}: info.x-provenance: say what is public (公开) and what is assumed (假定)`],
    [has(`openapi/enterprises/${profile}.d.ts`), `openapi/enterprises/${profile}.d.ts: npm run types makes it`],
    [holds(`mappings/${profile}.ts`, MAPPING),
      `mappings/${profile}.ts: export mapping, a Mapping (mappings/mapping.ts)`],
    [holds(`adapters/${profile}.ts`, ADAPTER),
      `adapters/${profile}.ts: export adapter, an AdapterDefinition (adapters/adapter.ts)`],
    [holds(`simulators/${profile}.ts`, /^export (async )?function simulate /m),
      `simulators/${profile}.ts: export simulate (simulators/simulator.ts)`],
    [isIn(`${cases}/exemplary`, 'native'), `${cases}/exemplary/: add orders, form and native side by side`],
    [isIn(`${cases}/supplemental`, 'native'), `${cases}/supplemental/: add the odd orders`],
    [isIn(`${cases}/{exemplary,supplemental}`, 'status'), `${cases}/supplemental/: add its statuses`],
    [globSync(`${cases}/adapter/*.json`, { cwd: ROOT }).some(path => !path.endsWith('common.json')),
      `${cases}/adapter/: add what its adapter sends, is answered and is told (test/kit/adapter-cases.ts)`],
    [holds(`test/kit/wire/${profile}.ts`, 'export const wire:'),
      `test/kit/wire/${profile}.ts: export wire, how its messages are read and written (test/kit/wire/wire.ts)`],
    [has(`test/simulators/${profile}.test.ts`),
      `test/simulators/${profile}.test.ts: test that the simulator refuses what the contract refuses`]
  ]
}

const MAPPING = /^export const mapping\b/m
const ADAPTER = /^export const adapter\b/m

function partsForOrders (profile: string): Part[] {
  const joined = `join(import('../../mappings/${profile}.ts'), import('../../adapters/${profile}.ts'))`
  return [
    [holds('src/enterprises/profiles.ts', joined), `src/enterprises/profiles.ts: add  '${profile}': ${joined},`],
    [isInSandbox(profile),
      `settings.sandbox.yaml: add an enterprise of profile ${profile} with a baseUrl of its own and credentials`],
    [holds(`test/profiles/${profile}.ts`, 'export const testProfile:'),
      `test/profiles/${profile}.ts: export testProfile, its words for the journeys (test/kit/test-profile.ts)`]
  ]
}

function partsForFilings (system: string): Part[] {
  const registry = 'src/enterprises/approvals.ts'
  const joined = ['mappings', 'adapters'].every(room => holds(registry, `from '../../${room}/${system}.ts'`))
  return [
    [joined, `${registry}: join its mapping and its adapter`],
    [has(`test/mappings/${system}.test.ts`), `test/mappings/${system}.test.ts: run the cases of its mapping`]
  ]
}

function read (path: string): string {
  return readFileSync(ROOT + path, 'utf8')
}

function has (path: string): boolean {
  return existsSync(ROOT + path)
}

function holds (path: string, what: string | RegExp): boolean {
  return has(path) && (typeof what === 'string' ? read(path).includes(what) : what.test(read(path)))
}

function saysWhatIsKnown (contract: string): boolean {
  const { 'x-provenance': provenance = '' } = parse(read(contract)).info
  return /公开/.test(provenance) && /假定/.test(provenance)
}

function isInSandbox (profile: string): boolean {
  const entries = Object.values<any>(parse(read('settings.sandbox.yaml')).enterprises)
  return entries.some(entry => entry.profile === profile && entry.baseUrl && entry.credentials)
}

/** Whether a case of the folder has this member. */
function isIn (folder: string, member: string): boolean {
  return globSync(`${folder}/*.json`, { cwd: ROOT }).some(path => JSON.parse(read(path))[member] !== undefined)
}
