import { t as root, test, type Test } from 'tap'
import { attachmentLink } from '../../../../src/records/attachments/link.ts'
import { body, problem } from '../../../kit/answers.ts'
import { startIntake } from '../../../kit/intake-hub.ts'

const PNG = new Uint8Array(Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==', 'base64'))

const intake = await startIntake(root, { adjust: ({ hub }) => { hub.attachmentLinks = { baseUrl: 'https://hub.example/', secret: 'link-secret', expiresAfter: '1h' } } })

async function upload (t: Test): Promise<string> {
  return (await body(t, await intake.upload(PNG), 201, 'Attachment')).id
}

/** As the delivery makes it. */
function linkTo (id: string, { attachmentLinks } = intake.hub.settings.hub): string {
  return attachmentLink(attachmentLinks, id, intake.hub.now())
}

/** Follows a link, with parts of it changed. */
function follow (link: string, change: (url: URL) => void = () => {}): Promise<Response> {
  const url = new URL(link)
  change(url)
  return intake.call(url.pathname + url.search)
}

test('a link leads to the hub as the enterprises see it', async t => {
  const id = await upload(t)
  const expires = Date.parse('2026-11-23T10:30:15+08:00') / 1000
  t.match(linkTo(id), new RegExp(`^https://hub\\.example/v1/attachments/${id}\\?expires=${expires}&signature=[A-Za-z0-9_-]{43}$`))
})

test('a link opens its file, as something to be kept and not to be shown', async t => {
  const answer = await follow(linkTo(await upload(t)))
  t.equal(answer.status, 200)
  t.strictSame(new Uint8Array(await answer.arrayBuffer()), PNG)
  t.match(Object.fromEntries(answer.headers), { 'content-type': 'image/png', 'content-disposition': 'attachment', 'x-content-type-options': 'nosniff', 'cache-control': /no-store/ })
})

test('a link opens its file as often as asked, until it expires', async t => {
  await intake.reset()
  const link = linkTo(await upload(t))
  const at = async (time: string): Promise<Response> => {
    intake.clock.time = new Date(time)
    return await follow(link)
  }
  for (const time of ['2026-11-23T09:30:15+08:00', '2026-11-23T09:30:16+08:00', '2026-11-23T10:30:15+08:00']) t.equal((await at(time)).status, 200, time)
  await problem(t, await at('2026-11-23T10:30:16+08:00'), 'link-refused')
  await problem(t, await at('2027-11-23T10:30:15+08:00'), 'link-refused')
})

test('a link that was changed opens nothing', async t => {
  await intake.reset()
  const [id, other] = [await upload(t), await upload(t)]
  const link = linkTo(id)
  const changes: Array<[what: string, change: (url: URL) => void]> = [
    ['to another file', url => { url.pathname = `/v1/attachments/${other}` }],
    ['to expire later', url => { url.searchParams.set('expires', String(Number(url.searchParams.get('expires')) + 1)) }],
    ['to expire never', url => { url.searchParams.set('expires', '99999999999') }],
    ['to carry another signature', url => { url.searchParams.set('signature', 'A'.repeat(43)) }],
    ['in one character of its signature', url => { const signature = url.searchParams.get('signature')!; url.searchParams.set('signature', (signature[0] === 'A' ? 'B' : 'A') + signature.slice(1)) }],
    ['to carry the signature of another file', url => { url.search = new URL(linkTo(other)).search }]
  ]
  for (const [what, change] of changes) {
    await t.test(what, async t => { await problem(t, await follow(link, change), 'link-refused') })
  }
})

test('a link whose parts are missing or are none is no request', async t => {
  const link = linkTo(await upload(t))
  await problem(t, await follow(link, url => { url.search = '' }), 'invalid-parameter', [['/expires', 'required'], ['/signature', 'required']])
  await problem(t, await follow(link, url => { url.searchParams.delete('signature') }), 'invalid-parameter', [['/signature', 'required']])
  await problem(t, await follow(link, url => { url.searchParams.set('expires', 'never') }), 'invalid-parameter', [['/expires', 'type']])
  await problem(t, await follow(link, url => { url.searchParams.set('expires', '-1') }), 'invalid-parameter', [['/expires', 'range']])
  await problem(t, await follow(link, url => { url.searchParams.set('signature', 'short') }), 'invalid-parameter', [['/signature', 'format']])
})

test('what is no id of an attachment names none', async t => {
  const link = linkTo(await upload(t))
  await problem(t, await follow(link, url => { url.pathname = '/v1/attachments/1' }), 'attachment-not-found')
})

test('a link made with another secret opens nothing', async t => {
  await intake.reset()
  const id = await upload(t)
  const { hub } = intake.hub.settings
  await problem(t, await follow(linkTo(id, { ...hub, attachmentLinks: { ...hub.attachmentLinks!, secret: 'another' } })), 'link-refused')
})

test('without links in the settings none is made and none opens anything', async t => {
  await intake.reset()
  const link = linkTo(await upload(t))
  const { settings } = intake.hub
  intake.hub.settings = { ...settings, hub: { ...settings.hub, attachmentLinks: undefined } }
  t.throws(() => linkTo('x'), /attachmentLinks/)
  await problem(t, await follow(link), 'link-refused')
})

test('signatures stay out of the log', async t => {
  await intake.reset()
  const link = linkTo(await upload(t))
  await follow(link)
  t.match(intake.lines.join(''), /\/v1\/attachments\//)
  t.notOk(intake.lines.join('').includes(new URL(link).searchParams.get('signature')!))
})
