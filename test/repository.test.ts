/** The rules of the house as assertions. What breaks one is named by file and line, with what to do about it. */
import { test, type Test } from 'tap'
import ts from 'typescript'
import { parse } from 'yaml'
import { missingParts } from '../kit/missing-parts.ts'
import { readDocument, type Json } from '../openapi/document.ts'
import { GRANTABLE, ROLE_SCOPES } from '../src/ground/access/caller.ts'
import { LOCKS } from '../src/ground/database/locks.ts'
import { basenameRule, idleNames } from './rules/basenames.ts'
import { placeOf, profiles, ROOMS, systems, type CodeRule, type HouseRule } from './rules/code-rule.ts'
import { countyFaults, knowsCounty } from './rules/county.ts'
import { digestRules, idleDigests } from './rules/digests.ts'
import { FLOORS, floorRules, loopRule } from './rules/floors.ts'
import { importRules } from './rules/imports.ts'
import { KNOWN_BREACHES } from './rules/known-breaches.ts'
import { CHECKSUMS, migrationFaults, MIGRATIONS } from './rules/migrations.ts'
import { surroundingRules } from './rules/surroundings.ts'
import { ownerFaults, tableRules } from './rules/tables.ts'
import { writingRules } from './rules/writing.ts'
import { importsOf, projectFiles, read, sourceFile, sourceFiles, type SourceFile } from './source-files.ts'

const HAN = /\p{Script=Han}/u
const hub = readDocument(new URL('../openapi/hub.yaml', import.meta.url))
const schemas: Json = hub['components'].schemas
const manifest: Json = JSON.parse(read('package.json'))
/** What the hub's process loads. */
const production = reached(sourceFiles.filter(({ path }) => path.startsWith('src/')).map(({ path }) => path))

const codeRules: CodeRule[] = [...importRules, ...floorRules, ...tableRules, ...digestRules, ...surroundingRules, ...writingRules]
const houseRules: HouseRule[] = [loopRule, basenameRule]

for (const { says, appliesTo, breaches, counterexamples } of codeRules) {
  test(says, async t => {
    const files = sourceFiles.filter(({ path }) => appliesTo(path))
    t.not(files.length, 0, 'there are files it applies to')
    keeps(t, says, files.flatMap(breaches))
    for (const { path, text } of counterexamples) {
      t.ok(appliesTo(path) && breaches(sourceFile(path, text)).length > 0, `notices ${path}: ${text.split('\n', 1)[0]}`)
    }
  })
}

for (const { says, breaches, counterexamples } of houseRules) {
  test(says, async t => {
    keeps(t, says, breaches(sourceFiles))
    for (const files of counterexamples) {
      t.ok(breaches(files.map(({ path, text }) => sourceFile(path, text))).length > 0, `notices ${files.map(({ path }) => path).join(', ')}`)
    }
  })
}

/** Nothing breaks the rule but the files that are known to, and these still do. */
function keeps (t: Test, says: string, breaches: string[]): void {
  const known = KNOWN_BREACHES[says] ?? []
  t.strictSame(breaches.filter(breach => !known.includes(placeOf(breach))), [])
  t.strictSame(known.filter(path => !breaches.some(breach => placeOf(breach) === path)), [], 'take them out of test/rules/known-breaches.ts')
}

test('what is let pass for now, or repeats, is something there is', async t => {
  const rules = [...codeRules, ...houseRules].map(({ says }) => says)
  t.strictSame(Object.keys(KNOWN_BREACHES).filter(says => !rules.includes(says)), [], 'no such rule')
  t.strictSame(idleDigests(sourceFiles), [], 'take them out of UNKEYED of test/rules/digests.ts')
  t.strictSame(idleNames(projectFiles), [], 'take them out of REPEATED of test/rules/basenames.ts')
})

test('every table has one owner', async t => {
  const made = projectFiles.filter(path => path.startsWith(MIGRATIONS) && path.endsWith('.sql')).map(read).join('\n')
  t.strictSame(ownerFaults(made), [], 'FLOORS of test/rules/floors.ts and the migrations')
  t.strictSame(ownerFaults('create table a (\ncreate table b (\ndrop table b', [{ what: '', rooms: [{ paths: [], tables: ['b', 'c', 'c'] }] }]),
    ['a has no owner', 'b is owned, and no migration makes it', 'c is owned, and no migration makes it', 'c is owned, and no migration makes it', 'c has two owners'])
})

test('every advisory lock has a number of its own', async t => {
  const numbers = Object.values<number>(LOCKS)
  t.equal(new Set(numbers).size, numbers.length)
  t.strictSame(numbers.filter(number => number < 1_000_000), [], 'no division code, which somebody else may take for a lock too')
})

test('the house has its rooms and no other', async t => {
  const folders = (within: string): string[] => [...new Set(projectFiles.filter(path => path.startsWith(within)).map(path => path.slice(within.length).split('/')).filter(({ length }) => length > 1).map(([folder]) => folder!))]
  t.strictSame(folders('').filter(folder => !folder.startsWith('.')), [...ROOMS].sort())
  const inFloors = FLOORS.flatMap(({ rooms }) => rooms).flatMap(({ paths }) => paths)
  t.strictSame(folders('src/'), [...new Set(inFloors.filter(path => path.endsWith('/')).map(path => path.split('/')[1]!))].sort())
  for (const flat of ['mappings/', 'adapters/', 'simulators/', 'demo/', 'bench/', 'chaos/', 'fuzz/']) t.strictSame(folders(flat).filter(folder => `${flat}${folder}` !== 'bench/results'), [], `${flat} is flat`)
  t.strictSame(folders('openapi/'), ['enterprises'])
  t.strictSame(folders('kit/'), ['new-profile'])
  t.strictSame(ROOMS.filter(room => !read('docs/architecture/floors.md').includes(`\n| \`${room}/\` |`)).map(room => `${room}/`), [], 'docs/architecture/floors.md: say what they are for')
})

for (const system of systems) {
  test(`${system} has all its parts`, async t => {
    t.strictSame(missingParts(system), [])
  })
}

test('nothing is kept of a system that has no native contract', async t => {
  const documents = projectFiles.filter(path => /^test\/(fixtures|profiles)\//.test(path))
  const parts = sourceFiles.filter(({ text }) => /^export (const (mapping|adapter)\b|(async )?function simulate\b)/m.test(text)).map(({ path }) => path)
  t.ok(parts.length >= 3 * profiles.length)
  t.strictSame([...documents, ...parts].filter(path => !systems.some(system => new RegExp(`/${system}[/.]`).test(path))), [],
    'write openapi/enterprises/<profile>.yaml, or remove the file')
})

test('a part that is missing is told', async t => {
  const told = missingParts('county-heating').join('\n')
  for (const word of [
    'county-heating.yaml', 'mappings/county-heating.ts', 'adapters/county-heating.ts', 'simulators/county-heating.ts', 'exemplary', 'supplemental',
    'src/enterprises/profiles.ts', 'settings.sandbox.yaml', 'test/profiles/county-heating.ts', 'test/kit/wire/county-heating.ts', 'county-heating/adapter'
  ]) t.match(told, word)
})

test('no code and no contract knows the county of the sandbox', async t => {
  const files = projectFiles.filter(knowsCounty)
  t.ok(files.length > 100)
  t.strictSame(files.flatMap(path => countyFaults({ path, text: read(path) })), [])
  for (const text of ["regionCode: '341823'", 'const LAN_ID = 8341800', 'example: LB341823', 'examples: [JXLB000001]', "TRADE_EPARCHY_CODE: '0563'", '// 泾县供水', "cityCode: '341800'", "proCode: '340000'"]) {
    t.equal(countyFaults({ path: 'mappings/enn.ts', text }).length, 1, text)
  }
  t.strictSame(countyFaults({ path: 'mappings/enn.ts', text: 'e0a28705631e' }), [], 'a part of another number is none')
})

test('every operation of the hub is described', async t => {
  const operations = [hub['paths'], hub['webhooks']].flatMap(paths => Object.entries<Json>(paths)).flatMap(([path, methods]) =>
    Object.entries<Json>(methods).filter(([method]) => method !== 'parameters').map(([method, operation]) => ({ name: `${method} ${path}`, operation })))
  t.ok(operations.length > 10)
  const lacking = operations.flatMap(({ name, operation }) => ['operationId', 'summary', 'description', 'tags'].filter(key => !operation[key]?.length).map(key => `openapi/hub.yaml: ${name} has no ${key}`))
  t.strictSame(lacking, [])
  t.strictSame(operations.filter(({ operation }) => !HAN.test(operation['summary'])).map(({ name }) => `openapi/hub.yaml: the summary of ${name} is not Chinese`), [])
})

test('every operation of the hub says who may call it, by scopes that are described', async t => {
  const { scopes } = hub['components'].securitySchemes.oauth2.flows.clientCredentials
  const operations = Object.values<Json>(hub['paths']).flatMap(({ parameters: _shared, ...methods }) => Object.values<Json>(methods))
  for (const { operationId, security, responses } of operations) {
    if (!security) t.fail(`openapi/hub.yaml: ${operationId} has no security; [] if anybody may call it`)
    const demanded: string[] = security.flatMap((scheme: Json) => scheme['oauth2'] ?? [])
    t.strictSame(demanded.filter(scope => !(scope in scopes)), [], `openapi/hub.yaml: ${operationId} demands scopes that are not described`)
    const ofToken = security.some((scheme: Json) => scheme['oauth2'])
    if (security.length > 0) t.ok((!ofToken || demanded.length > 0) && responses['401'] && responses['403'], `openapi/hub.yaml: ${operationId} names a scope, and the answers 401 and 403`)
    const ofPerson: string[] | undefined = security.find((scheme: Json) => scheme['session'])?.session
    if (ofToken) t.strictSame(ofPerson, demanded, `openapi/hub.yaml: ${operationId} takes a session too, by the same scopes: security: [{ oauth2: [x] }, { session: [x] }]`)
    t.strictSame((ofPerson ?? []).filter(scope => !Object.values(ROLE_SCOPES).flat().includes(scope) && !(scope in scopes)), [], `openapi/hub.yaml: ${operationId} demands scopes that no role gives`)
  }
  t.strictSame(Object.keys(scopes).filter(scope => !HAN.test(scopes[scope])), [], 'in Chinese')
  t.strictSame([...new Set(Object.values(GRANTABLE).flat())].sort(), Object.keys(scopes).sort(), 'src/ground/access/caller.ts: each scope can be given to somebody, and no other')
})

test('every field of the form has a Chinese label', async t => {
  const fields = fieldsOf('ApplicationForm', schemas['ApplicationForm'])
  for (const expected of ['ApplicationForm.basic', 'Basic.idNumber', 'Water.demand', 'Network.otherServices.circuit', 'AttachmentReference.kind']) {
    t.ok(fields.some(({ name }) => name === expected), `looks at ${expected}`)
  }
  t.strictSame(fields.filter(({ title }) => !HAN.test(title)).map(({ name }) => `openapi/hub.yaml: ${name} has no title with its label`), [])
})

test('migrations are numbered without gaps, and stay as they were released', async t => {
  const migrations = projectFiles.filter(path => path.startsWith(MIGRATIONS) && path !== CHECKSUMS)
    .map(path => ({ name: path.slice(MIGRATIONS.length), text: read(path) }))
  t.ok(migrations.length > 0)
  t.strictSame(migrationFaults(migrations, read(CHECKSUMS)), [])

  const [first] = migrations as [typeof migrations[number]]
  const listed = read(CHECKSUMS).split('\n', 1)[0]!
  const further = { name: '003.do.something.sql', text: 'select 1' }
  t.match(migrationFaults([first, further], listed), [/003\.do\.something\.sql is not named 002/, /lacks the line: \w{64} {2}003/])
  t.match(migrationFaults([{ ...first, text: `${first.text}-- one more word` }], listed), [/001.+ was edited/])
  t.match(migrationFaults([], listed), [/names 001.+, which is not there/])
})

test('committed files name no machine and no registry', async t => {
  const texts = projectFiles.filter(path => !/\.(png|jpg|pdf)$/.test(path)).map(path => ({ path, lines: read(path).split('\n') }))
  const forbidden = [
    { pattern: /(^|[\s"'`(=:])\/(work|home|Users|root|mnt)\/\w/, words: 'names a path of one machine' },
    { pattern: /[A-Z]:\\Users\\/, words: 'names a path of one machine' },
    { pattern: /registry\.(npmjs|npmmirror|yarnpkg)\./, words: 'names a registry' }
  ]
  t.strictSame(texts.flatMap(({ path, lines }) => lines.flatMap((line, index) =>
    forbidden.filter(({ pattern }) => pattern.test(line)).map(({ words }) => `${path}:${index + 1} ${words}`))), [])
})

test('the lock file names no addresses', async t => {
  const lock = JSON.parse(read('package-lock.json')) as { packages: Record<string, Json> }
  t.strictSame(Object.entries(lock.packages).filter(([, { resolved }]) => resolved).map(([name]) => `package-lock.json: ${name} is resolved: npm install --omit-lockfile-registry-resolved`), [])
  t.strictSame(Object.entries(lock.packages).filter(([name, { integrity }]) => name !== '' && !integrity).map(([name]) => `package-lock.json: ${name} has no integrity`), [])
})

test('every package the hub runs on may be used so', async t => {
  const lock = JSON.parse(read('package-lock.json')) as { packages: Record<string, Json> }
  const allowed = ['MIT', 'MIT-0', 'Apache-2.0', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', '0BSD', 'Unlicense', 'CC0-1.0', 'Python-2.0', 'PSF-2.0']
  const run = Object.entries(lock.packages).filter(([name, { dev }]) => name !== '' && !dev)
  t.ok(run.length > 50)
  t.strictSame(run.filter(([, { license }]) => !allowed.includes(license)).map(([name, { license }]) => `${name} is ${license}: look at its terms before adding it here`), [])
})

test('every version is exact, Node among them', async t => {
  for (const group of ['dependencies', 'devDependencies', 'optionalDependencies']) {
    t.strictSame(Object.entries(manifest[group]).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version as string)).map(([name, version]) => `package.json: ${group}.${name} is ${version}: npm install --save-exact`), [])
  }
  const pinned: string = manifest['devDependencies'].node
  t.match(pinned, /^24\./, 'package.json: devDependencies.node is what the scripts run on')
  t.equal(process.versions.node, pinned, 'the tests run on it')
  const bases = [...read('Dockerfile').matchAll(/^FROM (\S+)/gm)].map(([, image]) => image)
  t.strictSame([...new Set(bases)], [`node:${pinned.split('.', 1)[0]}-slim`], 'and so does the image')
  t.equal(read('.nvmrc').trim(), pinned.split('.', 1)[0], 'and who works on it')
  t.match(read('.npmrc'), /^save-exact=true$/m, 'npm install writes exact versions')
})

test('the compiler holds the rules that it can', async t => {
  const { compilerOptions, include } = ts.parseConfigFileTextToJson('tsconfig.json', read('tsconfig.json')).config
  t.match(compilerOptions, { strict: true, erasableSyntaxOnly: true, verbatimModuleSyntax: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true })
  const { extends: base, compilerOptions: own } = ts.parseConfigFileTextToJson('console/tsconfig.json', read('console/tsconfig.json')).config
  t.equal(base, '../tsconfig.json', 'the console is held to the same')
  t.notOk(own.strict)
  const compiled = ({ path }: SourceFile): boolean => include.includes(path) || include.includes(path.split('/', 1)[0]) || path.startsWith('console/')
  t.match(manifest['scripts'].check, 'vue-tsc --noEmit --project console')
  t.strictSame(sourceFiles.filter(file => !compiled(file)).map(({ path }) => `${path} is not in tsconfig.json's include`), [])
})

test('components of the console can be read like everything else', async t => {
  const components = projectFiles.filter(path => path.endsWith('.vue')).map(path => ({ path, lines: read(path).split('\n') }))
  t.ok(components.length > 5)
  t.strictSame(components.filter(({ lines }) => lines.length > 300).map(({ path, lines }) => `${path} has ${lines.length} lines, at most 300`), [])
  t.strictSame(components.filter(({ lines }) => lines.some(line => line.includes('v-html'))).map(({ path }) => `${path}: what the hub answers is text, never markup`), [])
})

test('the hub runs on dependencies, and every dependency is used', async t => {
  const packages = new Set(production.flatMap(importsOf).filter(({ specifier, typeOnly, target }) => !specifier.startsWith('.') && !typeOnly && !target.startsWith('node:')).map(({ target }) => target))
  const declared = Object.keys(manifest['dependencies'])
  t.strictSame([...packages].filter(name => !declared.includes(name)), [], 'package.json: move them to dependencies')
  t.strictSame(declared.filter(name => !packages.has(name)), [], 'package.json: nothing that the hub runs imports them')
})

test('the image holds what the hub runs on, and nothing else of the project', async t => {
  const copied = [...read('Dockerfile').matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, paths]) => paths!.split(' '))
  const inside = (path: string): boolean => copied.some(copy => path === copy || path.startsWith(`${copy}/`))
  const needed = [...production.map(({ path }) => path), ...projectFiles.filter(path => /^openapi\/.*\.yaml$|^src\/ground\/database\/migrations\//.test(path)), 'package.json', 'package-lock.json']
  t.strictSame(needed.filter(path => !inside(path)), [], 'Dockerfile: COPY them')
  t.strictSame(projectFiles.filter(path => /^(test|simulators|kit|demo)\//.test(path) && inside(path)), [])

  const [everything, ...exceptions] = read('.dockerignore').split('\n').filter(line => line !== '' && !line.startsWith('#'))
  t.equal(everything, '*', '.dockerignore leaves out what it does not name')
  t.strictSame(exceptions.filter(line => line.startsWith('!')).map(line => line.slice(1)).sort(), [...new Set(copied)].sort(), '.dockerignore: names what the Dockerfile copies')
})

test('every clone is tested by the same commands', async t => {
  const { jobs } = parse(read('.github/workflows/ci.yml')) as Json
  const commands = Object.values<Json>(jobs).flatMap(({ steps }) => steps).map(({ run }) => run)
  t.ok(commands.includes('.ci/run'), '.github/workflows/ci.yml runs .ci/run and nothing of its own in its place')
  for (const script of ['npm test', 'npm run check']) t.match(read('.ci/run'), script)
})

test('compose.yaml asks for every secret, keeps databases inside and gives no service more than it needs', async t => {
  const { services, networks } = parse(read('compose.yaml'), { merge: true }) as Json
  t.strictSame([...read('compose.yaml').matchAll(/\$\{(\w*(?:PASSWORD|SECRET|KEY|FILE)\w*)(?!\w*:\?)/g)].map(([, name]) => name), [], 'write NAME:? in the braces, so that an unset one is noticed')
  for (const [name, service] of Object.entries<Json>(services)) {
    t.match(service, { read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] }, name)
    if (name !== 'hub') t.notOk(service['ports']?.length, `${name} is reached from inside only`)
    if (service['build']) continue
    t.strictSame(service['networks'].filter((network: string) => !networks[network]?.internal), [], `${name} reaches nobody`)
    t.strictSame(services.hub.depends_on[name], { condition: 'service_healthy' }, `the hub waits for ${name}`)
    t.ok(service['healthcheck'], `${name} says when it is healthy`)
  }
})

interface Field { name: string, title: string }

/** All fields below a schema; a label may stand on the field or on the schema it refers to. */
function fieldsOf (name: string, schema: Json, seen = new Set<string>()): Field[] {
  return Object.entries<Json>(schema['properties'] ?? {}).flatMap(([key, property]) => {
    const item = property['items'] ?? property
    const target = item['$ref']?.split('/').at(-1) as string | undefined
    const below = target === undefined ? fieldsOf(`${name}.${key}`, item, seen) : seen.has(target) ? [] : fieldsOf(target, schemas[target], seen.add(target))
    return [{ name: `${name}.${key}`, title: property['title'] ?? (target && schemas[target].title) ?? '' }, ...below]
  })
}

/** Everything that is loaded when these files are. */
function reached (entries: string[]): SourceFile[] {
  const loaded = new Set<string>(entries)
  for (const path of loaded) {
    const file = sourceFiles.find(file => file.path === path)
    for (const { target, typeOnly } of file ? importsOf(file) : []) if (!typeOnly && target.endsWith('.ts')) loaded.add(target)
  }
  return sourceFiles.filter(({ path }) => loaded.has(path))
}
