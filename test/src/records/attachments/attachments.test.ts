import { createHash, randomUUID } from 'node:crypto'
import { t as root, test } from 'tap'
import { attachmentLink } from '../../../../src/records/attachments/link.ts'
import { body, problem } from '../../../kit/answers.ts'
import { startIntake } from '../../../kit/intake-hub.ts'

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==', 'base64')
const JPEG = Buffer.from('ffd8ffe000104a46494600010100000100010000ffdb004300', 'hex')
const PDF = Buffer.from('%PDF-1.4\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n')
const GIF = Buffer.from('GIF89a\x01\x00\x01\x00\x00\xff\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x00;', 'latin1')

const intake = await startIntake(root, { adjust: settings => { settings.hub.attachmentLimit = 100_000 } })
const LIMIT = 100_000

const bytes = (content: Buffer, size = content.length): Uint8Array<ArrayBuffer> => {
  const padded = new Uint8Array(size)
  padded.set(content)
  return padded
}

/** As the delivery makes it. */
function linkTo (id: string): string {
  return attachmentLink(intake.hub.settings.hub.attachmentLinks, id, intake.hub.now())
}

function send (content: NonNullable<RequestInit['body']>, headers: Record<string, string> = {}): Promise<Response> {
  return intake.call('/v1/attachments', { method: 'POST', body: content, headers })
}

function form (...parts: Array<[name: string, content: Buffer | string, file?: string]>): FormData {
  const data = new FormData()
  for (const [name, content, file] of parts) {
    if (typeof content === 'string') data.append(name, content)
    else data.append(name, new Blob([bytes(content)]), file ?? 'a.png')
  }
  return data
}

const FILES: Array<[what: string, content: Buffer, mediaType: string]> = [['a PNG image', PNG, 'image/png'], ['a JPEG image', JPEG, 'image/jpeg'], ['a PDF document', PDF, 'application/pdf'], ['a PDF document behind what a printer put there', Buffer.concat([Buffer.alloc(1019, '\x1b%-12345X@PJL\r\n'), PDF]), 'application/pdf']]

for (const [what, content, mediaType] of FILES) {
  test(`${what} is stored, whatever it is called`, async t => {
    for (const name of ['a.png', 'a.jpg', 'a.exe', '身份证（正面）.pdf', '../../etc/passwd', 'x'.repeat(300)]) {
      const attachment = await body(t, await intake.upload(bytes(content), name), 201, 'Attachment')
      t.match(attachment, { mediaType, size: content.length, sha256: createHash('sha256').update(content).digest('hex') }, name)
    }
  })

  test(`${what} comes back byte for byte`, async t => {
    const { id } = await body(t, await intake.upload(bytes(content)), 201, 'Attachment')
    const { pathname, search } = new URL(linkTo(id))
    const answer = await intake.call(pathname + search)
    t.equal(answer.headers.get('content-type'), mediaType)
    t.strictSame(Buffer.from(await answer.arrayBuffer()), content)
  })
}

test('every upload is one of its own, though the content is the same', async t => {
  const ids = await Promise.all([1, 2, 3].map(async () => (await body(t, await intake.upload(bytes(PNG)), 201, 'Attachment')).id))
  t.equal(new Set(ids).size, 3)
})

test('what is not stored', async t => {
  await intake.reset()
  const before = await intake.count()

  const others: Array<[what: string, content: Buffer]> = [
    ['a text called an image', Buffer.from('just a text')],
    ['an empty file', Buffer.alloc(0)],
    ['a GIF image', GIF],
    ['a web page', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a drawing with script', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
    ['an archive', Buffer.from('504b0304140000000000', 'hex')],
    ['a program', Buffer.from('7f454c4602010100', 'hex')],
    ['an image behind something else', Buffer.concat([Buffer.from('GIF89a'), PNG])],
    ['a PDF document too far behind something else', Buffer.concat([Buffer.alloc(1020), PDF])],
    ['the beginning of the mark of a PNG image', PNG.subarray(0, 4)]
  ]
  for (const [what, content] of others) {
    await t.test(what, async t => {
      await problem(t, await intake.upload(bytes(content), 'photo.png'), 'attachment-type')
      await problem(t, await send(form(['file', content, 'photo.png'])), 'attachment-type')
    })
  }

  await t.test('a file that only says it is an image', async t => {
    const data = new FormData()
    data.append('file', new Blob(['just a text'], { type: 'image/png' }), 'photo.png')
    await problem(t, await send(data), 'attachment-type')
  })

  await t.test('one byte more than the limit', async t => {
    await problem(t, await intake.upload(bytes(PNG, LIMIT + 1)), 'body-too-large')
  })
  await t.test('a hundred times the limit', async t => {
    await problem(t, await intake.upload(bytes(PNG, LIMIT * 100)), 'body-too-large')
  })

  await t.test('no file', async t => {
    await problem(t, await send('--x--\r\n', { 'content-type': 'multipart/form-data; boundary=x' }), 'attachment-missing')
  })
  await t.test('the path of a file instead of the file', async t => {
    await problem(t, await send(form(['file', 'C:\\photo.png'])), 'attachment-missing')
  })
  await t.test('a file under another name', async t => {
    await problem(t, await send(form(['photo', PNG])), 'attachment-missing')
  })
  await t.test('two files', async t => {
    await problem(t, await send(form(['file', PNG], ['file', JPEG])), 'malformed-request')
  })

  await t.test('a form that breaks off', async t => {
    const part = `--x\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\n\r\n${PNG.toString('latin1')}`
    await problem(t, await send(bytes(Buffer.from(part, 'latin1')), { 'content-type': 'multipart/form-data; boundary=x' }), 'malformed-request')
  })
  await t.test('a form without a boundary', async t => {
    await problem(t, await send('x', { 'content-type': 'multipart/form-data' }), 'malformed-request')
  })
  await t.test('a form that is none', async t => {
    await problem(t, await send('garbage', { 'content-type': 'multipart/form-data; boundary=x' }), 'malformed-request')
  })
  for (const type of ['image/png', 'application/json', 'application/x-www-form-urlencoded', 'text/plain']) {
    await t.test(`the bare file as ${type}`, async t => {
      await problem(t, await send(bytes(PNG), { 'content-type': type }), 'unsupported-media-type')
    })
  }
  await t.test('nothing', async t => {
    await problem(t, await intake.call('/v1/attachments', { method: 'POST' }), 'unsupported-media-type')
  })

  t.strictSame(await intake.count(), before, 'leaves nothing behind')
  t.notMatch(intake.lines.join('\n'), /"level":[56]0/, 'and is no fault of the hub')
})

test('a file of exactly the limit is stored', async t => {
  t.match(await body(t, await intake.upload(bytes(PNG, LIMIT)), 201, 'Attachment'), { size: LIMIT })
})

test('an attachment that was never uploaded is not found', async t => {
  const { pathname, search } = new URL(linkTo(randomUUID()))
  await problem(t, await intake.call(pathname + search), 'attachment-not-found')
})
