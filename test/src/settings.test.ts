import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { test, type Test } from 'tap'
import { parse } from 'yaml'
import { SANDBOX } from '../../kit/sandbox.ts'
import { profileNames } from '../../openapi/document.ts'
import { connectEnterprises } from '../../src/connect.ts'
import { plainSettings } from '../kit/plain-settings.ts'
import { sandboxText } from '../kit/sandbox.ts'
import type { EnterpriseSettings } from '../../src/enterprises/settings.ts'
import { WrongSettings } from '../../src/ground/settings/wrong-settings.ts'
import { readEnvironment } from '../../src/environment.ts'
import { parseSettings, readSettings } from '../../src/settings.ts'

/** Stands for a secret that must not show. */
const LEAK = 'Zx9-leaked-value'

/** The block of a connected enterprise as it is read. */
function entry (text: string, slug: string): EnterpriseSettings {
  return parseSettings(text, {}, 'site.yaml').enterprises[slug] as EnterpriseSettings
}

/** The message that a settings file stops the start with; it names the file and never a value. */
function refusal (t: Test, text: string, variables: NodeJS.ProcessEnv = {}): string {
  try {
    parseSettings(text, variables, 'site.yaml')
  } catch (error) {
    t.ok(error instanceof WrongSettings, 'is meant for the person who wrote the file')
    const { message } = error as Error
    t.match(message, /^site\.yaml：/)
    t.notOk(message.includes(LEAK), 'shows no value')
    return message
  }
  t.fail('was taken')
  return ''
}

test('the settings for the sandbox are right', async t => {
  const settings = parseSettings(SANDBOX, {}, 'settings.sandbox.yaml')
  t.strictSame(new Set(Object.values(settings.enterprises).map(({ profile }) => profile)), new Set(profileNames()), 'an enterprise of each profile')
  t.match(settings.hub, { attachmentLinks: { baseUrl: 'http://127.0.0.1:8080' } })
  t.match(settings.enterprises['county-water'], { profile: 'county-water', name: '泾县供水', service: 'water', connected: true, delivery: { rateLimit: { requests: 5, per: 1000 } } }, 'durations are milliseconds')
})

test('a file without its county or keys for personal data is named as such: none are made up', async t => {
  for (const text of ['', '# nothing', '{}', 'hub: {}']) t.match(refusal(t, text), /^site\.yaml：county：[^\n]+\nsite\.yaml：personalData：[^\n]+$/, text)
})

test('a file with nothing but those is a hub without enterprises, with defaults', async t => {
  for (const text of ['', '# nothing', '{}', 'hub: {}']) {
    const { hub, routing, portal, enterprises } = plainSettings(text)
    t.match(hub, { bodyLimit: 262_144, idempotencyWait: 5_000, sweepEvery: 5_000 }, text)
    t.strictSame([routing, portal, enterprises], [{}, undefined, {}])
  }
})

test('an enterprise has the delivery settings of the table unless told otherwise', async t => {
  const { delivery } = entry(SANDBOX, 'unicom')
  t.strictSame(delivery, {
    concurrency: 4,
    maintenance: [],
    acknowledgement: { within: 1_800_000 },
    resentFor: 60_000,
    retry: { first: 10_000, ceiling: 3_600_000, horizon: 259_200_000 },
    breaker: { after: 5, first: 30_000, ceiling: 600_000 },
    watch: { first: 1_800_000, every: 21_600_000 }
  })
})

test('the terms of an interface document stand in for the delivery settings, which go over them piece by piece', async t => {
  const delivery = (slug: 'county-water' | 'state-grid' | 'towngas' | 'enn', said: object | null | undefined): any =>
    entry(sandboxText(settings => put(settings, ['enterprises', slug, 'delivery'], said)), slug).delivery
  for (const nothing of [undefined, {}]) {
    t.match(delivery('county-water', nothing), { watch: { first: 420_000, awaiting: 420_000, every: 1_800_000 } })
    t.match(delivery('county-water', nothing), { rateLimit: { requests: 5, per: 1000 }, queryInterval: 300_000, concurrency: 4 })
    t.match(delivery('state-grid', nothing), { maintenance: [{ from: '23:30', to: '00:30' }] })
    t.match(delivery('towngas', nothing), { resentFor: 600_000, tokenLimit: { requests: 100, per: 86_400_000 } })
    t.match(delivery('enn', nothing), { acknowledgement: { within: 1_800_000 } })
  }
  t.match(delivery('county-water', { rateLimit: { requests: 2 } }), { rateLimit: { requests: 2, per: 1000 }, queryInterval: 300_000 })
  t.strictSame(delivery('state-grid', { maintenance: [] }).maintenance, [], 'a list goes whole')
  const lifted = delivery('county-water', { rateLimit: null, queryInterval: null })
  t.strictSame([lifted.rateLimit, lifted.queryInterval], [undefined, undefined], 'an empty value lifts a term')
  t.match(refusal(t, sandboxText(settings => { settings.enterprises['state-grid'].delivery.maintenance = [{ from: '24:00', to: LEAK }] })),
    /：enterprises\.state-grid\.delivery\.maintenance\.0\.from：[^]*：enterprises\.state-grid\.delivery\.maintenance\.0\.to：/)
  t.match(refusal(t, sandboxText(settings => { settings.enterprises['state-grid'].delivery.maintenance = [{ from: '08:00', to: '08:00' }] })),
    /：enterprises\.state-grid\.delivery\.maintenance\.0：/, 'closed all day')
  for (const wrong of [LEAK, [LEAK], null]) t.match(refusal(t, sandboxText(settings => put(settings, ['enterprises', 'enn', 'delivery'], wrong))), /：enterprises\.enn\.delivery：/)
})

test('durations have units', async t => {
  const timeout = (text: string): unknown => entry(sandboxText(settings => { settings.enterprises.unicom.timeout = text }), 'unicom').timeout
  t.strictSame(['250ms', '10s', '1.5s', '30m', '72h', '3d'].map(timeout), [250, 10_000, 1_500, 1_800_000, 259_200_000, 259_200_000])
  for (const wrong of ['10', '10 s', '-1s', 's', '1w', '']) t.match(refusal(t, sandboxText(settings => { settings.enterprises.unicom.timeout = wrong })), /enterprises\.unicom\.timeout/, wrong)
})

test('an unknown key is named by its path', async t => {
  const cases: Array<[path: string, key: string, change: (settings: any) => void]> = [
    ['（根）', 'hubs', settings => { settings.hubs = LEAK }],
    ['hub', 'bodylimit', settings => { settings.hub.bodylimit = LEAK }],
    ['hub.attachmentLinks', 'key', settings => { settings.hub.attachmentLinks.key = LEAK }],
    ['hub.attachmentStorage', 'acl', settings => { settings.hub.attachmentStorage = { endpoint: 'http://s3.example', bucket: 'b', accessKeyId: LEAK, secretAccessKey: LEAK, acl: LEAK } }],
    ['county.carrierRegions', 'unicom', settings => { settings.county.carrierRegions.unicom = LEAK }],
    ['routing', 'network', settings => { settings.routing.network = { default: 'unicom' } }],
    ['routing.gas.areas.0', 'company', settings => { settings.routing.gas.areas = [{ enterprise: 'enn', company: LEAK }] }],
    ['portal', 'url', settings => { settings.portal.url = LEAK }],
    ['enterprises.towngas', 'secret', settings => { settings.enterprises.towngas.secret = LEAK }],
    ['enterprises.towngas.credentials', 'password', settings => { settings.enterprises.towngas.credentials.password = LEAK }],
    ['enterprises.towngas.delivery', 'retries', settings => { settings.enterprises.towngas.delivery = { retries: LEAK } }],
    ['enterprises.towngas.delivery.retry', 'last', settings => { settings.enterprises.towngas.delivery = { retry: { last: LEAK } } }]
  ]
  for (const [path, key, change] of cases) {
    await t.test(`${path} ${key}`, async t => { t.equal(refusal(t, sandboxText(change)), `site.yaml：${path}：未知的设置项 ${key}`) })
  }
})

/** The places of all values in the sandbox settings. */
function * leaves (value: any, path: string[] = []): Generator<string[]> {
  if (value === null || typeof value !== 'object') return yield path
  for (const key of Object.keys(value)) yield * leaves(value[key], [...path, key])
}

function put (settings: any, path: string[], value: unknown): void {
  const last = path.at(-1)!
  const parent = path.slice(0, -1).reduce((at, key) => at[key], settings)
  if (value === undefined) delete parent[last]
  else parent[last] = value
}

const LEAVES = [...leaves(parse(SANDBOX))]

test('a value of a wrong type is named by its path, whatever it is', async t => {
  for (const path of LEAVES) {
    await t.test(path.join('.'), async t => {
      const isSwitch = typeof path.reduce((at, key) => at[key], parse(SANDBOX)) === 'boolean'
      for (const wrong of [{ nested: LEAK }, [LEAK], isSwitch ? LEAK : true]) {
        t.ok(refusal(t, sandboxText(settings => put(settings, path, wrong))).includes(`：${path.join('.')}：`))
      }
    })
  }
})

test('a secret that is missing or empty is named by its path', async t => {
  const secrets = LEAVES.filter(path => /secret|password|key$|sign$|baseUrl|webhookUrl|appId|clientid|clientId|\bapp$|accessKey|orgNo/i.test(path.at(-1)!))
  t.ok(secrets.length > 30)
  for (const path of secrets) {
    await t.test(path.join('.'), async t => {
      for (const value of [undefined, null, '']) {
        t.ok(refusal(t, sandboxText(settings => put(settings, path, value))).includes(`：${path.join('.')}：`), String(value))
      }
    })
  }
})

test('a value out of range is named by its path', async t => {
  const cases: Array<[path: string, value: unknown]> = [
    ['hub.bodyLimit', 10],
    ['hub.bodyLimit', 1.5],
    ['hub.attachmentLimit', '2M'],
    ['hub.attachmentLinks.baseUrl', `ftp://${LEAK}`],
    ['portal.webhookUrl', LEAK],
    ['portal.secrets', []],
    ['portal.secrets', LEAK],
    ['portal.secrets', Array(3).fill(`whsec_${'A'.repeat(32)}`)],
    ['hub.outbound.privateAddresses', LEAK],
    ['county.code', '34182'],
    ['county.prefix', 'jxlb'],
    ['routing.gas.default', LEAK],
    ['enterprises.enn.profile', LEAK],
    ['enterprises.enn.service', 'water'],
    ['enterprises.enn.connected', LEAK],
    ['enterprises.unicom.baseUrl', `http//${LEAK}`],
    ['enterprises.mobile.credentials.appKey', LEAK]
  ]
  for (const [path, value] of cases) {
    await t.test(`${path}: ${JSON.stringify(value)}`, async t => {
      t.ok(refusal(t, sandboxText(settings => put(settings, path.split('.'), value))).includes(`：${path}：`))
    })
  }
  await t.test('in a list', async t => {
    t.match(refusal(t, sandboxText(settings => { settings.routing.gas.areas = [{ enterprise: 'enn' }, { enterprise: 'enn', streetCodes: [LEAK] }] })), /：routing\.gas\.areas\.1\.streetCodes\.0：/)
    for (const wrong of [LEAK, 'whsec_c2hvcnQ=']) {
      t.match(refusal(t, sandboxText(settings => { settings.portal.secrets = [`whsec_${'A'.repeat(32)}`, wrong] })), /：portal\.secrets\.1：/)
    }
    t.match(refusal(t, sandboxText(settings => { settings.hub.outbound.allow = ['10.0.0.0/8', LEAK] })), /：hub\.outbound\.allow\.1：/)
  })
})

test('an enterprise without a system says what it does, and no more', async t => {
  const { enterprises } = parseSettings(sandboxText(settings => {
    settings.enterprises['county-water'] = { profile: 'desk', service: 'water', name: '泾县供水' }
    settings.enterprises.mobile = { profile: 'desk', service: 'network', name: '中国移动', connected: false }
  }), {}, 'site.yaml')
  t.match(enterprises['county-water'], { profile: 'desk', service: 'water', connected: true, promises: { connect: [], withoutVisit: ['transfer', 'close'] } })
  t.strictSame(enterprises['mobile'], { profile: 'desk', service: 'network', name: '中国移动', connected: false })
  const wrong = (block: object): string => refusal(t, sandboxText(settings => { settings.enterprises.other = { profile: 'desk', name: '某企业', ...block } }))
  t.match(wrong({}), /：enterprises\.other\.service：/)
  t.match(wrong({ service: 'heat' }), /：enterprises\.other\.service：/)
  t.match(wrong({ service: 'water', baseUrl: 'https://water.example' }), /：enterprises\.other/, 'nothing is sent there')
})

test('days are published for kinds of business that there are', async t => {
  const wrong = (promises: object): string => refusal(t, sandboxText(settings => { settings.enterprises['county-water'].promises = promises }))
  t.match(wrong({ connect: [{ kinds: ['new', 'renew'], days: 6 }] }), '：enterprises.county-water.promises.connect.0.kinds.1：')
  t.match(wrong({ withoutVisit: ['clsoe'] }), '：enterprises.county-water.promises.withoutVisit.0：')
})

test('an enterprise is a block that names its profile, any number of each', async t => {
  const { enterprises } = parseSettings(sandboxText(settings => {
    settings.enterprises['east-water'] = { ...settings.enterprises['county-water'], name: '城东供水', service: 'water' }
    settings.enterprises['north-water'] = { profile: 'county-water', name: '城北供水', connected: false }
    settings.enterprises.mobile.connected = false
    settings.routing.water = { default: 'county-water' }
  }), {}, 'site.yaml')
  t.match(enterprises['east-water'], { profile: 'county-water', service: 'water', connected: true, delivery: { rateLimit: { requests: 5 } } })
  t.strictSame(enterprises['north-water'], { profile: 'county-water', name: '城北供水', service: 'water', connected: false })
  t.strictSame(enterprises['mobile'], { profile: 'mobile', name: '中国移动', service: 'network', connected: false }, 'whatever else the block says')

  for (const slug of ['portal', 'Water', '9-water', 'water_', 'a'.repeat(41), 'constructor ']) {
    const message = refusal(t, sandboxText(settings => { settings.enterprises[slug] = { profile: 'enn', name: '某企业', connected: false } }))
    t.match(message, '企业标识', slug)
    t.match(message, `：enterprises.${slug}：`, slug)
  }
  t.match(refusal(t, sandboxText(settings => { settings.enterprises.other = { name: '某企业' } })), /：enterprises\.other\.profile：应为 county-water、/)
  t.match(refusal(t, sandboxText(settings => { settings.enterprises.mobile.connected = false; settings.enterprises.mobile.colour = LEAK })), /：enterprises\.mobile：未知的设置项 colour$/)
})

test('who is named is an entry of the settings, and of the service', async t => {
  const cases: Array<[path: string, change: (settings: any) => void]> = [
    ['routing.gas.default', settings => { settings.routing.gas.default = 'county-water' }],
    ['routing.gas.areas.0.enterprise', settings => { settings.routing.gas.areas = [{ enterprise: 'toString', keywords: ['云岭'] }] }],
    ['routing.electricity.default', settings => { settings.routing.electricity = { default: 'nobody' } }],
    ['routing.gas.default', settings => { delete settings.routing.gas }],
    ['routing.water.default', settings => { settings.enterprises['east-water'] = settings.enterprises['county-water'] }],
    ['access.clients.1.enterprise', settings => { settings.access.clients[1].enterprise = 'nobody' }],
    ['access.clients.1.enterprise', settings => { settings.access.clients[1].enterprise = 'constructor' }]
  ]
  for (const [path, change] of cases) t.equal(refusal(t, sandboxText(change)).split('：')[1], path)
  t.doesNotThrow(() => parseSettings(sandboxText(settings => {
    delete settings.routing.gas
    settings.enterprises.enn = { profile: 'enn', name: '新奥燃气', connected: false }
  }), {}, 'site.yaml'), 'one connected enterprise of a service has every address')
})

test('everything wrong is told at once, a line each', async t => {
  const message = refusal(t, sandboxText(settings => {
    settings.hub.bodyLimit = LEAK
    settings.enterprises.unicom.credentials.secret = ''
    settings.enterprises.enn.extra = LEAK
  }))
  t.strictSame(message.split('\n').map(line => line.split('：')[1]).sort(), ['enterprises.enn', 'enterprises.unicom.credentials.secret', 'hub.bodyLimit'])
})

test('a portal has to be where the hub lets itself be sent', async t => {
  const portalAt = (webhookUrl: string, outbound: object = {}): string => sandboxText(settings => {
    settings.portal.webhookUrl = webhookUrl
    settings.hub.outbound = outbound
  })
  for (const [url, words] of [
    ['http://127.0.0.1:9100/webhook', /hub\.outbound\.allow/],
    ['http://2130706433/webhook', /hub\.outbound\.allow/],
    ['https://[::ffff:10.1.2.3]/webhook', /hub\.outbound\.allow/],
    [`https://portal:${LEAK}@portal.example/webhook`, /用户名或密码/],
    [`https://${LEAK}@portal.example/webhook`, /用户名或密码/]
  ] as const) {
    const message = refusal(t, portalAt(url))
    t.match(message, /^site\.yaml：portal\.webhookUrl：/, url)
    t.match(message, words, url)
  }
  for (const [url, outbound] of [
    ['https://portal.example/webhook', {}],
    ['https://223.5.5.5/webhook', {}],
    ['http://10.1.2.3/webhook', { allow: ['10.1.0.0/16'] }],
    ['http://127.0.0.1:9100/webhook', { privateAddresses: true }]
  ] as const) t.equal(parseSettings(portalAt(url, outbound), {}, 'site.yaml').portal!.webhookUrl, url)
})

test('of two portals it is said which is told', async t => {
  const withClients = (clients: string[] | undefined, ...others: object[]): string => sandboxText(settings => {
    const [{ secretHashes }] = settings.access.clients
    for (const other of others) settings.access.clients.push({ kind: 'portal', scopes: ['applications:submit'], secretHashes, ...other })
    if (clients) settings.portal.clients = clients
  })
  const second = { id: 'city-platform' }
  t.match(refusal(t, withClients(undefined, second)), /^site\.yaml：portal\.clients：有多个 portal 类客户端/)
  t.match(refusal(t, withClients(['nobody'], second)), /^site\.yaml：portal\.clients：其中没有一个/)
  t.strictSame(parseSettings(withClients(['portal', 'one-that-has-left'], second), {}, 'site.yaml').portal!.clients, ['portal', 'one-that-has-left'])
  t.equal(parseSettings(withClients(undefined, { id: 'looks-on', scopes: ['applications:read'] }), {}, 'site.yaml').portal!.clients, undefined, 'one that submits nothing is none')
})

test('an enterprise that fetches files needs to know where', async t => {
  const settings = parseSettings(sandboxText(settings => { delete settings.hub.attachmentLinks }), {}, 'site.yaml')
  t.throws(() => connectEnterprises(settings, {} as never, () => new Date()), { name: 'Error', message: /hub\.attachmentLinks/ })
})

test('a variable of the environment takes the place of its name in braces', async t => {
  const withVariable = (text: string): string => sandboxText(settings => { settings.enterprises.unicom.credentials.secret = text })
  const secret = (text: string, variables: NodeJS.ProcessEnv): unknown =>
    (parseSettings(withVariable(text), variables, 'site.yaml').enterprises.unicom as any).credentials.secret
  const name = (text: string): string => '$' + `{${text}}`

  t.equal(secret(name('SECRET'), { SECRET: 'abc' }), 'abc')
  t.equal(secret(`a${name('X')}b${name('Y')}c`, { X: '1', Y: '2' }), 'a1b2c')
  t.equal(secret(name('SECRET'), { SECRET: `"': #${name('OTHER')} $& \n` }), `"': #${name('OTHER')} $& \n`, 'as it is, whatever is in it')
  t.equal(secret('$SECRET', { SECRET: 'abc' }), '$SECRET', 'only in braces')

  await t.test('and stops the start when it is not set, named with its path', async t => {
    for (const variables of [{}, { SECRET: '' }]) {
      t.equal(refusal(t, withVariable(name('SECRET')), variables), 'site.yaml：enterprises.unicom.credentials.secret：环境变量 SECRET 未设置')
    }
    t.match(refusal(t, sandboxText(settings => { settings.routing.gas.areas = [{ enterprise: 'enn', keywords: [name('AREA')] }] })), /：routing\.gas\.areas\.0\.keywords\.0：环境变量 AREA 未设置/)
  })
})

test('what is not YAML stops the start at its place, and without showing it', async t => {
  const texts: Array<[what: string, text: string, line?: number]> = [
    ['a colon too many', `hub:\n  secret: ${LEAK}: ${LEAK}\n`, 2],
    ['a quote that does not end', `portal:\n  secret: "${LEAK}\n`, 3],
    ['a list that does not end', `hub: [${LEAK}`, 1],
    ['a name that is not defined', `hub: *${LEAK}`],
    ['a key twice', `hub: {}\nhub: ${LEAK}`, 2],
    ['a brace too many', `hub: {}\n}${LEAK}`, 2],
    ['a tab', `hub:\n\tsecret: ${LEAK}`, 2]
  ]
  for (const [what, text, line] of texts) {
    await t.test(what, async t => {
      const message = refusal(t, text)
      t.match(message, /YAML/)
      if (line) t.match(message, new RegExp(`\\b${line}\\b`), 'tells the line')
    })
  }
  for (const text of ['- a', 'word', '42']) {
    await t.test(`what is YAML, but no settings: ${text}`, async t => { t.match(refusal(t, text), /（根）/) })
  }
})

test('a file that cannot be read stops the start', async t => {
  t.throws(() => readSettings('/nowhere/site.yaml', {}), { message: /^\/nowhere\/site\.yaml：无法读取设置文件：ENOENT/ })
  t.throws(() => readSettings('/', {}), { message: /无法读取设置文件：EISDIR/ })
})

test('a file is read from the disk', async t => {
  const file = `${t.testdir({ 'site.yaml': sandboxText(settings => { settings.hub.bodyLimit = 2048 }) })}/site.yaml`
  t.equal(readSettings(file, {}).hub.bodyLimit, 2048)
})

test('the environment', async t => {
  await t.test('has defaults', async t => {
    t.strictSame(readEnvironment({}), { dataFolder: './data', role: 'all', host: '127.0.0.1', port: 8080, logLevel: 'info' })
  })
  await t.test('takes an empty variable for one that is not set', async t => {
    t.strictSame(readEnvironment({ DATABASE_URL: '', REDIS_URL: '', PORT: '', LOG_LEVEL: '' }), readEnvironment({}))
  })
  await t.test('is read', async t => {
    t.strictSame(readEnvironment({ DATABASE_URL: 'postgresql://u:p@db/lianban', REDIS_URL: 'rediss://redis:6379/1', LIANBAN_SETTINGS: 'site.yaml', LIANBAN_DATA: '/data', LIANBAN_ROLE: 'worker', HOST: '0.0.0.0', PORT: '80', LOG_LEVEL: 'warn', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318', OTEL_SERVICE_NAME: 'lianban-county', PATH: '/bin' }), {
      databaseUrl: 'postgresql://u:p@db/lianban',
      redisUrl: 'rediss://redis:6379/1',
      settingsFile: 'site.yaml',
      dataFolder: '/data',
      role: 'worker',
      host: '0.0.0.0',
      port: 80,
      logLevel: 'warn',
      traces: { endpoint: 'http://collector:4318', serviceName: 'lianban-county' }
    })
  })
  for (const [name, value] of [['DATABASE_URL', `mysql://root:${LEAK}@db/x`], ['DATABASE_URL', LEAK], ['REDIS_URL', `http://:${LEAK}@redis`], ['PORT', LEAK], ['PORT', '65536'], ['PORT', '-1'], ['PORT', '80.5'], ['LOG_LEVEL', LEAK], ['LIANBAN_ROLE', LEAK], ['OTEL_EXPORTER_OTLP_ENDPOINT', LEAK]] as const) {
    await t.test(`names a wrong ${name} and not its value: ${value.replace(LEAK, '…')}`, async t => {
      t.throws(() => readEnvironment({ [name]: value }), { message: new RegExp(`^环境变量：${name}：(?!.*${LEAK})`) })
    })
  }
})

test('a process that does only a part names the database it shares with the others', async t => {
  for (const role of ['api', 'worker']) t.throws(() => readEnvironment({ LIANBAN_ROLE: role }), { message: /^环境变量：DATABASE_URL：/ })
  t.match(readEnvironment({ LIANBAN_ROLE: 'api', DATABASE_URL: 'postgresql://db/lianban' }), { role: 'api' })
})

test('the process ends with the message alone', async t => {
  const start = (text: string | undefined): { status: number | null, stdout: string, stderr: string } => {
    const settings = text === undefined ? {} : { LIANBAN_SETTINGS: `${t.testdir({ 'site.yaml': text })}/site.yaml` }
    return spawnSync(process.execPath, [fileURLToPath(new URL('../../src/main.ts', import.meta.url))], { encoding: 'utf8', env: { PATH: process.env['PATH'], ...settings } })
  }
  t.match(start(sandboxText(settings => { settings.hub.vodafone = LEAK })), { status: 1, stdout: '', stderr: /^\S*site\.yaml：hub：未知的设置项 vodafone\n$/ })
  t.match(start(undefined), { status: 1, stdout: '', stderr: /^环境变量：LIANBAN_SETTINGS：[^\n]+\n$/ })
})
