/** The same two files, made ready in each way an enterprise takes files. */
import { test, type Test } from 'tap'
import { Failure } from '../../../../adapters/failure.ts'
import type { Slug } from '../../../../src/enterprises/profiles.ts'
import { checkLink } from '../../../../src/records/attachments/link.ts'
import { storeAttachment } from '../../../../src/records/attachments/attachments.ts'
import { handFiles } from '../../../../src/engines/delivery/files.ts'
import { beginAttempt } from '../../../kit/attempts.ts'
import { bareHub, type BareHub } from '../../../kit/bare-hub.ts'
import { formFor } from '../../../journeys/enterprises.ts'

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
const PDF = Buffer.from('%PDF-1.4\n%%EOF\n')

async function given (t: Test, slug: Slug): Promise<BareHub & { hand: () => ReturnType<typeof handFiles>, ids: string[] }> {
  const bare = await bareHub(t, { slug })
  const ids: string[] = []
  // Stored the other way round than the form names them.
  for (const content of [PDF, PNG]) ids.unshift((await storeAttachment(bare.hub, 'portal', content)).id)
  const attachments = [{ id: ids[0]!, kind: 'idCard' }, { id: ids[1]!, kind: 'propertyCertificate' }] as const
  const { intentId } = await bare.submit({ ...formFor(slug), attachments: [...attachments] })
  const attempt = await beginAttempt(bare, intentId)
  return { ...bare, hand: () => handFiles(bare.hub, attempt), ids }
}

const NAMES = [
  { kind: 'idCard', name: 'idCard-1.png', mediaType: 'image/png' },
  { kind: 'propertyCertificate', name: 'propertyCertificate-2.pdf', mediaType: 'application/pdf' }
]

test('inline: the content itself, in the order of the form', async t => {
  const { hand } = await given(t, 'state-grid')
  t.strictSame(await hand(), [{ ...NAMES[0], handle: PNG.toString('base64') }, { ...NAMES[1], handle: PDF.toString('base64') }])
})

test('link: an address that opens this file and no other', async t => {
  const { hand, hub, ids } = await given(t, 'enn')
  const files = await hand()
  t.match(files, NAMES)
  for (const [index, { handle }] of files.entries()) {
    const url = new URL(handle)
    t.equal(url.origin + url.pathname, `http://127.0.0.1:8080/v1/attachments/${ids[index]}`)
    const [expires, signature] = [Number(url.searchParams.get('expires')), url.searchParams.get('signature')!]
    t.equal(expires * 1000, hub.now().getTime() + 24 * 3600_000)
    const open = (id: string): void => checkLink(hub.settings.hub.attachmentLinks, { id, expires, signature }, hub.now())
    t.doesNotThrow(() => open(ids[index]!))
    t.throws(() => open(ids[1 - index]!), { code: 'link-refused' })
  }
})

test('upload: what the enterprise calls the file', async t => {
  const { hand, told } = await given(t, 'towngas')
  const uploaded: Array<[Buffer, string]> = []
  told.upload = async (content, mediaType) => {
    uploaded.push([content, mediaType])
    return `M${uploaded.length}`
  }
  t.strictSame(await hand(), [{ ...NAMES[0], handle: 'M1' }, { ...NAMES[1], handle: 'M2' }])
  t.strictSame(uploaded, [[PNG, 'image/png'], [PDF, 'application/pdf']])

  const failure = new Failure({ comeBack: 'later', fault: 'enterprise', code: '50000', message: '系统异常' })
  told.upload = async () => { throw failure }
  await t.rejects(hand(), failure, 'a file that is not taken fails the attempt')

  delete told.upload
  t.match(await hand().catch(error => error), { facts: { comeBack: 'never', fault: 'hub', code: 'no-upload', alert: true } }, 'an adapter that cannot is a mistake of the hub\'s')
})

test('none: the enterprise gets no files', async t => {
  const { hand } = await given(t, 'unicom')
  t.strictSame(await hand(), [])
})
