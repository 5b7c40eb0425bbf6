/** Contents in the database and on S3-compatible storage are put, got and removed alike, and neither sees what they are. */
import Fastify, { type FastifyInstance } from 'fastify'
import { test } from 'tap'
import { openStorage, type Storage } from '../../../../src/records/attachments/storage.ts'
import { migrate } from '../../../../src/ground/database/migrate.ts'
import { openPool, type Pool } from '../../../../src/ground/database/pool.ts'
import { sweep } from '../../../../src/engines/sweep/sweep.ts'
import { removeUnused } from '../../../../src/engines/purge/remove-unused.ts'
import { roundsOf } from '../../../../src/start.ts'
import { openVault } from '../../../../src/ground/sealing/vault.ts'
import { bareHub } from '../../../kit/bare-hub.ts'
import { json, startTestHub, upload } from '../../../kit/test-hub.ts'
import { newDatabase } from '../../../kit/servers/servers.ts'
import { agentForm } from '../../../kit/forms.ts'
import { sandboxSettings } from '../../../kit/sandbox.ts'

const ID = '3f0c9d3e-6a52-4b0e-9d5e-0f6f6f1f2a11'
const OTHER = '3f0c9d3e-6a52-4b0e-9d5e-0f6f6f1f2a12'
const VAULT = openVault(sandboxSettings().personalData)
const PNG = Buffer.from('89504e470d0a1a0a0000000d4948445200000001', 'hex')

interface Test { teardown: (end: () => unknown) => unknown }

/** As much of S3 as the hub uses, in path style; refuses what is not signed for its account. */
async function simulateS3 (t: Test): Promise<{ url: string, objects: Map<string, Buffer>, away: { current: boolean }, locked: Set<string> }> {
  /** Keys that nobody may remove. */
  const locked = new Set<string>()
  const objects = new Map<string, Buffer>()
  const away = { current: false }
  const app: FastifyInstance = Fastify()
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  app.addHook('onRequest', async (request, reply) => {
    if (away.current) return reply.code(403).send('<Error><Code>AccessDenied</Code></Error>')
    if (!/^AWS4-HMAC-SHA256 Credential=lianban\/\d{8}\/us-east-1\/s3\/aws4_request/.test(request.headers.authorization ?? '')) return reply.code(403).send()
  })
  const keyOf = (url: string): string => url.split('?', 1)[0]!.replace('/files/', '')
  app.put('/*', async (request, reply) => {
    objects.set(keyOf(request.url), Buffer.from(request.body as Buffer))
    return reply.send()
  })
  app.get('/*', async (request, reply) => {
    const content = objects.get(keyOf(request.url))
    return content ? reply.send(content) : reply.code(404).type('application/xml').send('<Error><Code>NoSuchKey</Code></Error>')
  })
  app.post('/*', async (request, reply) => {
    const keys = [...String(request.body).matchAll(/<Key>(.*?)<\/Key>/g)].map(([, key]) => key!)
    // What S3 answers to more than it takes in one request.
    if (keys.length > 1000) return reply.code(400).type('application/xml').send('<Error><Code>MalformedXML</Code></Error>')
    for (const key of keys) if (!locked.has(key)) objects.delete(key)
    const errors = keys.filter(key => locked.has(key)).map(key => `<Error><Key>${key}</Key><Code>AccessDenied</Code></Error>`)
    return reply.type('application/xml').send(`<?xml version="1.0"?><DeleteResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${errors.join('')}</DeleteResult>`)
  })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  t.teardown(() => app.close())
  return { url, objects, away, locked }
}

function s3Settings (endpoint: string): Record<string, string> {
  return { endpoint, bucket: 'files', accessKeyId: 'lianban', secretAccessKey: 'sandbox' }
}

interface Opened {
  storage: Storage
  /** Whom the storage asks; nobody, where it does not need the database. */
  pool: Pool
  /** What is kept of an id, as whoever gets at the storage itself sees it. */
  kept (id: string): Promise<Buffer | undefined>
}

async function openDatabaseStorage (t: Test): Promise<Opened> {
  const url = await newDatabase(t as Parameters<typeof newDatabase>[0])
  await migrate(url)
  const pool = openPool(url, error => { throw error })
  t.teardown(() => pool.end())
  return {
    storage: await openStorage(undefined, VAULT),
    pool,
    kept: async id => (await pool.query('select content from attachment_contents where id = $1', [id])).rows[0]?.content
  }
}

async function openS3Storage (t: Test): Promise<Opened> {
  const { url, objects } = await simulateS3(t)
  const { hub } = sandboxSettings(settings => { settings.hub.attachmentStorage = s3Settings(url) })
  const storage = await openStorage(hub.attachmentStorage, VAULT)
  t.teardown(() => storage.close())
  return { storage, pool: undefined as never, kept: async id => objects.get(`attachments/${id}`) }
}

for (const [name, open] of Object.entries({ database: openDatabaseStorage, s3: openS3Storage })) {
  test(`contents in ${name}`, async t => {
    const { storage, pool, kept } = await open(t)
    await storage.put(pool, ID, PNG)
    await storage.put(pool, OTHER, Buffer.from('%PDF-1.4'))
    t.strictSame(await storage.get(pool, ID), PNG)
    t.strictSame(VAULT.openBytes(['attachment', ID], (await kept(ID))!), PNG, 'sealed for its id')
    t.notOk((await kept(ID))!.includes(PNG), 'and not to be seen')
    await storage.put(pool, ID, Buffer.from('%PDF-1.5'))
    t.strictSame(await storage.get(pool, ID), Buffer.from('%PDF-1.5'), 'put again, it takes the place of what was there')
    await storage.remove(pool, [ID])
    await storage.remove(pool, [])
    await t.rejects(storage.get(pool, ID), 'removed')
    t.strictSame(await storage.get(pool, OTHER), Buffer.from('%PDF-1.4'), 'the other is still there')
  })
}

test('more than S3 removes in one request', async t => {
  const { url, objects, locked } = await simulateS3(t)
  const { hub, clock, rows } = await bareHub(t)
  const { hub: { attachmentStorage } } = sandboxSettings(settings => { settings.hub.attachmentStorage = s3Settings(url) })
  const storage = await openStorage(attachmentStorage, VAULT)
  t.teardown(() => storage.close())
  const ids = (await rows(`
    insert into attachments (uploaded_at, media_type, size, sealed_by, client_id)
    select $1::timestamptz + number * interval '1 millisecond', 'image/png', 1, 'sandbox-1', 'portal' from generate_series(1, 2500) as number
    returning id`, [clock.now])).map(({ id }) => id)
  const keyOf = (id: string): string => `attachments/${id}`
  const put = (): void => ids.forEach(id => objects.set(keyOf(id), PNG))
  const left = async (): Promise<number> => (await rows('select count(*) from attachments'))[0].count

  await t.test('goes in several, but for what stays', async t => {
    put()
    const [kept] = ids
    locked.add(keyOf(kept))
    t.strictSame(await storage.remove(undefined as never, ids), [{ id: kept, reason: 'AccessDenied' }])
    t.strictSame([...objects.keys()], [keyOf(kept)])
    locked.clear()
  })
  await t.test('goes some at each sweep, while all else is done', async t => {
    put()
    const stored = { ...hub, storage }
    clock.pass(2 * 86_400_000)
    for (const rest of [1500, 500, 0, 0]) {
      await sweep(stored, roundsOf(stored))
      t.equal(await left(), rest)
    }
    t.equal(objects.size, 0)
    t.match(await rows('select from purges'), [{}], 'the purge among it')
  })
  await t.test('a thousand that stay keep none of those after them', async t => {
    const others = (await rows(`
      insert into attachments (uploaded_at, media_type, size, sealed_by, client_id)
      select $1::timestamptz + number * interval '1 millisecond', 'image/png', 1, 'sandbox-1', 'portal' from generate_series(1, 1003) as number
      returning id`, [clock.now])).map(({ id }) => id)
    for (const id of others.slice(0, 1000)) locked.add(keyOf(id))
    clock.pass(2 * 86_400_000)
    for (let sweeps = 0; sweeps < 2; sweeps++) await removeUnused({ ...hub, storage }, clock.now)
    t.equal(await left(), 1000)
    t.strictSame(await rows("select count(*) from set_aside where chore = 'unused attachments'"), [{ count: 1000 }])
    locked.clear()
    clock.pass(60_000)
    await removeUnused({ ...hub, storage }, clock.now)
    t.equal(await left(), 0, 'and go as soon as they can')
    t.strictSame(await rows('select from set_aside'), [])
  })
})

test('a hub with S3 storage', async t => {
  const { url, objects, away } = await simulateS3(t)
  let now = new Date()
  const hub = await startTestHub(t, { slugs: ['county-water'], now: () => now, adjust: settings => { settings.hub.attachmentStorage = s3Settings(url) } })

  await t.test('passes an attachment on to the enterprise', async t => {
    const id = await upload(hub.call, PNG)
    t.ok(objects.has(`attachments/${id}`))
    const { jointNumber, orders } = await hub.submit(agentForm(id))
    await hub.reached(jointNumber, 'county-water', 'submitted')
    t.match(hub.simulators['county-water']!.orders.get(orders[0]!.reference)!.content, { attachList: [{ files: [{ filecontent: PNG.toString('base64') }] }] })
  })

  await t.test('answers an upload with an error while the storage refuses, and stores nothing', async t => {
    away.current = true
    const body = new FormData()
    body.append('file', new Blob([PNG]), 'photo.png')
    t.equal((await hub.call('/v1/attachments', { method: 'POST', body })).status, 500)
    away.current = false
    const { rows } = await hub.hub.pool.query('select count(*) from attachments')
    t.strictSame(rows, [{ count: 1 }])
  })

  await t.test('removes an upload that no application names within a day', async t => {
    const unused = await upload(hub.call, PNG)
    now = new Date(now.getTime() + 86_400_000 + 1000)
    while (objects.has(`attachments/${unused}`)) await hub.call('/v1/applications', json({}))
    t.equal(objects.size, 1, 'the one in use stays')
  })
})
