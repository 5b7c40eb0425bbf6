/** The rules of the house as assertions. What breaks one is named by file and line, with what to do about it. */
import { test } from 'tap'
import ts from 'typescript'
import { parse } from 'yaml'
import { readDocument, readNativeContract, type Json } from '../openapi/document.ts'
import { GRANTABLE } from '../src/ground/access/kinds.ts'
import { enterprises, type Slug } from '../src/enterprises/profiles.ts'
import { codeRules, ROOMS, slugs } from './code-rules.ts'
import { importsOf, projectFiles, read, sourceFile, sourceFiles, type SourceFile } from './source-files.ts'

const HAN = /\p{Script=Han}/u
const hub = readDocument(new URL('../openapi/hub.yaml', import.meta.url))
const schemas: Json = hub['components'].schemas
const manifest: Json = JSON.parse(read('package.json'))
/** What the hub's process loads. */
const production = reached(sourceFiles.filter(({ path }) => path.startsWith('src/')).map(({ path }) => path))

for (const { says, appliesTo, breaches, counterexamples } of codeRules) {
  test(says, async t => {
    const files = sourceFiles.filter(({ path }) => appliesTo(path))
    t.not(files.length, 0, 'there are files it applies to')
    t.strictSame(files.flatMap(breaches), [])
    for (const { path, text } of counterexamples) {
      t.ok(appliesTo(path) && breaches(sourceFile(path, text)).length > 0, `notices ${path}: ${text.split('\n', 1)[0]}`)
    }
  })
}

test('the house has its rooms and no other', async t => {
  const folders = (within: string): string[] => [...new Set(projectFiles.filter(path => path.startsWith(within)).map(path => path.slice(within.length).split('/')).filter(({ length }) => length > 1).map(([folder]) => folder!))]
  t.strictSame(folders('').filter(folder => !folder.startsWith('.')), [...ROOMS].sort())
  t.strictSame(folders('src/'), ['cases', 'doors', 'engines', 'enterprises', 'ground', 'records', 'steps', 'views'])
  for (const flat of ['mappings/', 'adapters/', 'simulators/', 'demo/', 'bench/', 'chaos/', 'fuzz/']) t.strictSame(folders(flat), [], `${flat} is flat`)
  t.strictSame(folders('openapi/'), ['enterprises'])
  t.strictSame(ROOMS.filter(room => !new RegExp(`^${room}/ `, 'm').test(read('README.md'))).map(room => `${room}/`), [], 'README.md: say under Extend it what they are for')
})

for (const slug of slugs) {
  test(`${slug} has all its parts`, async t => {
    t.strictSame(missingParts(slug), [])
  })
}

test('nothing is kept of an enterprise that hub.yaml does not name', async t => {
  const documents = projectFiles.filter(path => /^(openapi\/enterprises|test\/fixtures)\//.test(path))
  const parts = sourceFiles.filter(({ text }) => /^export const \w+(Mapping|Adapter)\b/m.test(text)).map(({ path }) => path)
  t.strictSame([...documents, ...parts].filter(path => !slugs.some(slug => new RegExp(`/${slug}[/.]`).test(path))), [],
    'add it to EnterpriseSlug of openapi/hub.yaml, or remove the file')
})

test('a part that is missing is told', async t => {
  const told = missingParts('county-heating').join('\n')
  for (const word of ['county-heating.yaml', 'mappings/county-heating.ts', 'adapters/county-heating.ts', 'simulators/county-heating.ts', 'exemplary', 'supplemental', 'src/enterprises/profiles.ts', 'registry.ts', 'settings.sandbox.yaml', 'redocly.yaml']) {
    t.match(told, word)
  }
})

for (const slug of slugs) {
  test(`the native contract of ${slug} says what in it is public and what is assumed`, async t => {
    const provenance = readNativeContract(slug)['info']['x-provenance']
    t.match(provenance, /公开/, `openapi/enterprises/${slug}.yaml: info.x-provenance names the public parts (公开)`)
    t.match(provenance, /假定[^。]*/, `openapi/enterprises/${slug}.yaml: info.x-provenance names the assumed parts (假定)`)
  })
}

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
    if (security.length > 0) t.ok(demanded.length > 0 && responses['401'] && responses['403'], `openapi/hub.yaml: ${operationId} names a scope, and the answers 401 and 403`)
  }
  t.strictSame(Object.keys(scopes).filter(scope => !HAN.test(scopes[scope])), [], 'in Chinese')
  t.strictSame([...new Set(Object.values(GRANTABLE).flat())].sort(), Object.keys(scopes).sort(), 'src/ground/access/kinds.ts: each scope can be given to somebody, and no other')
})

test('every field of the form has a Chinese label', async t => {
  const fields = fieldsOf('ApplicationForm', schemas['ApplicationForm'])
  for (const expected of ['ApplicationForm.basic', 'Basic.idNumber', 'Water.demand', 'Network.otherServices.circuit', 'AttachmentReference.kind']) {
    t.ok(fields.some(({ name }) => name === expected), `looks at ${expected}`)
  }
  t.strictSame(fields.filter(({ title }) => !HAN.test(title)).map(({ name }) => `openapi/hub.yaml: ${name} has no title with its label`), [])
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
  const allowed = ['MIT', 'Apache-2.0', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', '0BSD', 'Unlicense', 'CC0-1.0', 'Python-2.0']
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
})

test('the compiler holds the rules that it can', async t => {
  const { compilerOptions, include } = ts.parseConfigFileTextToJson('tsconfig.json', read('tsconfig.json')).config
  t.match(compilerOptions, { strict: true, erasableSyntaxOnly: true, verbatimModuleSyntax: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true })
  t.strictSame(sourceFiles.filter(({ path }) => !include.includes(path.split('/', 1)[0])).map(({ path }) => `${path} is not in tsconfig.json's include`), [])
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
  t.strictSame(projectFiles.filter(path => /^(test|simulators|demo)\//.test(path) && inside(path)), [])

  const [everything, ...exceptions] = read('.dockerignore').split('\n').filter(line => line !== '' && !line.startsWith('#'))
  t.equal(everything, '*', '.dockerignore leaves out what it does not name')
  t.strictSame(exceptions.filter(line => line.startsWith('!')).map(line => line.slice(1)).sort(), [...new Set(copied)].sort(), '.dockerignore: names what the Dockerfile copies')
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

/** What a new enterprise needs, and where. */
function missingParts (slug: string): string[] {
  const words = slug.split('-')
  const Name = words.map(word => word[0]!.toUpperCase() + word.slice(1)).join('')
  const name = Name[0]!.toLowerCase() + Name.slice(1)
  const settings = parse(read('settings.sandbox.yaml')).enterprises[slug]
  const fixtures = (kind: string): Json[] => projectFiles.filter(path => path.startsWith(`test/fixtures/${slug}/${kind}/`)).map(path => JSON.parse(read(path)))
  const parts: Array<[boolean, string]> = [
    [has(`openapi/enterprises/${slug}.yaml`), `openapi/enterprises/${slug}.yaml: write the enterprise's native contract`],
    [has(`openapi/enterprises/${slug}.d.ts`), `openapi/enterprises/${slug}.d.ts: npm run types makes it`],
    [holds('redocly.yaml', new RegExp(`^ {2}${slug}:\\n {4}root: openapi/enterprises/${slug}\\.yaml$`, 'm')), 'redocly.yaml: add its contract under apis, as the others are'],
    [holds('openapi/hub.yaml', `\`${slug}\` `), 'openapi/hub.yaml: name it in the description of EnterpriseSlug'],
    [holds(`mappings/${slug}.ts`, `export const ${name}Mapping`), `mappings/${slug}.ts: export ${name}Mapping, a Mapping (mappings/mapping.ts)`],
    [holds(`adapters/${slug}.ts`, `export const ${name}Adapter`), `adapters/${slug}.ts: export ${name}Adapter, an AdapterDefinition (adapters/adapter.ts)`],
    [holds(`simulators/${slug}.ts`, `export function simulate${Name}`) || holds(`simulators/${slug}.ts`, `export async function simulate${Name}`), `simulators/${slug}.ts: export simulate${Name} (simulators/simulator.ts)`],
    [holds('src/enterprises/profiles.ts', new RegExp(`^ {2}'?${slug}'?: join\\('.+', ${name}Mapping, ${name}Adapter\\)`, 'm')), `src/enterprises/profiles.ts: add  '${slug}': join('…', ${name}Mapping, ${name}Adapter)`],
    [holds('simulators/registry.ts', new RegExp(`^ {2}'?${slug}'?: simulate${Name}\\b`, 'm')), `simulators/registry.ts: add  '${slug}': simulate${Name}`],
    [settings?.baseUrl !== undefined && settings.credentials !== undefined, `settings.sandbox.yaml: add enterprises.${slug} with a baseUrl of its own and sandbox credentials`],
    [fixtures('exemplary').some(({ native }) => native), `test/fixtures/${slug}/exemplary/: add orders, form and native side by side`],
    [fixtures('supplemental').some(({ native }) => native), `test/fixtures/${slug}/supplemental/: add the odd orders`],
    [['exemplary', 'supplemental'].flatMap(fixtures).some(({ status }) => status), `test/fixtures/${slug}/supplemental/: add its statuses`],
    [fixtures('adapter').length > 1, `test/fixtures/${slug}/adapter/: add the cases of its adapter, and in common.json an order and its key`],
    [has(`test/kit/wire/${slug}.ts`), `test/kit/wire/${slug}.ts: export wire, how a case reads what stands on the wire (test/kit/wire/wire.ts)`],
    [has(`test/simulators/${slug}.test.ts`), `test/simulators/${slug}.test.ts: test that the simulator refuses what the contract refuses`],
    [!isCalledBack(slug) || holds('openapi/hub.yaml', new RegExp(`\`/v1/callbacks/${slug}[?/\`]`)), 'openapi/hub.yaml: add its row to the table of receiveCallback']
  ]
  return parts.filter(([there]) => !there).map(([, what]) => what)
}

function isCalledBack (slug: string): boolean {
  return enterprises[slug as Slug]?.statusBy === 'callback'
}

function has (path: string): boolean {
  return projectFiles.includes(path)
}

function holds (path: string, what: string | RegExp): boolean {
  return has(path) && (typeof what === 'string' ? read(path).includes(what) : what.test(read(path)))
}

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
