/**
 * Writes the bill of materials of what the hub runs on, CycloneDX in JSON (`npm run -s sbom`). The library that makes
 * it finds the sums of packages beside the addresses they came from; a lock file without addresses has them all the
 * same.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

interface Component {
  name: string
  properties?: Array<{ name: string, value: string }>
  hashes?: Array<{ alg: string, content: string }>
  components?: Component[]
}

interface Lock { packages: Record<string, { integrity?: string }> }

const ROOT = new URL('../', import.meta.url)

/** Where in the project a package is, as the lock file names it too. */
const PATH = 'cdx:npm:package:path'

/** CycloneDX writes the names of algorithms another way than lock files (Subresource Integrity). */
const ALGORITHMS: Record<string, string> = { sha1: 'SHA-1', sha256: 'SHA-256', sha384: 'SHA-384', sha512: 'SHA-512' }

const bill: { components: Component[] } = JSON.parse(madeByLibrary())
addHashes(bill.components, JSON.parse(readFileSync(new URL('package-lock.json', ROOT), 'utf8')))
process.stdout.write(`${JSON.stringify(bill, null, 2)}\n`)

function madeByLibrary (): string {
  const program = fileURLToPath(new URL('node_modules/@cyclonedx/cyclonedx-npm/bin/cyclonedx-npm-cli.js', ROOT))
  const options = ['--omit', 'dev', '--output-reproducible', '--mc-type', 'application']
  return execFileSync(process.execPath, [program, ...options], {
    cwd: fileURLToPath(ROOT), encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, stdio: ['ignore', 'pipe', 'inherit']
  })
}

function addHashes (components: Component[], lock: Lock): void {
  for (const component of components) {
    const path = component.properties?.find(({ name }) => name === PATH)?.value
    const integrity = path === undefined ? undefined : lock.packages[path]?.integrity
    if (!integrity) throw new Error(`the lock file has no sum of ${component.name}`)
    component.hashes = integrity.split(' ').map(hashOf)
    addHashes(component.components ?? [], lock)
  }
}

function hashOf (sum: string): { alg: string, content: string } {
  const [algorithm = '', digest = ''] = sum.split(/-(.*)/s)
  const alg = ALGORITHMS[algorithm]
  if (!alg) throw new Error(`no such algorithm: ${algorithm}`)
  return { alg, content: Buffer.from(digest, 'base64').toString('hex') }
}
