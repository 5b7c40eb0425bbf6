import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { test } from 'tap'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

test('the bill of materials has every package that the hub runs on, with its hash and its licence', async t => {
  const bill = JSON.parse(execFileSync(process.execPath, ['kit/sbom.ts'], { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }))
  const parts = function * (of: any): Generator<any> {
    for (const part of of.components ?? []) {
      yield part
      yield * parts(part)
    }
  }
  const locked = JSON.parse(readFileSync(`${ROOT}package-lock.json`, 'utf8')).packages
  const { dependencies } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8'))
  const names = new Set<string>()
  for (const part of parts(bill)) {
    const name = part.group ? `${part.group}/${part.name}` : part.name
    names.add(name)
    const path = part.properties.find((property: any) => property.name === 'cdx:npm:package:path').value
    t.strictSame(part.hashes.map(({ alg, content }: any) => `${alg.toLowerCase().replace('-', '')}-${Buffer.from(content, 'hex').toString('base64')}`), [locked[path].integrity], name)
    t.ok(part.licenses.length > 0, name)
  }
  for (const name of Object.keys(dependencies)) t.ok(names.has(name), name)
})
