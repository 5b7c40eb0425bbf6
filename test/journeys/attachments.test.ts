/** One upload reaches each enterprise the way it takes files: inside the order, uploaded before, as a link it fetches. */
import { createHash } from 'node:crypto'
import { test } from 'tap'
import type { ApplicationForm } from '../../src/ground/form/order-view.ts'
import type { Slug } from '../../src/enterprises/profiles.ts'
import { startTestHub, upload } from '../kit/test-hub.ts'
import { formFor } from './enterprises.ts'

const PNG = Buffer.from('89504e470d0a1a0a0000000d4948445200000001', 'hex')

test('attachments', async t => {
  const hub = await startTestHub(t, {
    slugs: ['county-water', 'state-grid', 'towngas', 'enn', 'unicom'],
    adjust: (settings, url) => { settings.hub.attachmentLinks.baseUrl = url }
  })

  async function placed (slug: Slug): Promise<any> {
    const attachments: ApplicationForm['attachments'] = [{ id: await upload(hub.call, PNG), kind: 'idCard' }]
    const { jointNumber, orders } = await hub.submit({ ...formFor(slug), attachments })
    await hub.reached(jointNumber, slug, 'submitted')
    return hub.simulators[slug]!.orders.get(orders[0]!.reference)!.content
  }

  await t.test('county-water: in base64 within the order', async t => {
    t.match(await placed('county-water'), { attachList: [{ files: [{ filesuffix: 'png', filecontent: PNG.toString('base64') }] }] })
  })

  await t.test('state-grid: in base64 within the order, by its own file types', async t => {
    t.match(await placed('state-grid'), { files: [{ fileType: '01', fileBase64: PNG.toString('base64') }] })
  })

  await t.test('towngas: uploaded before, by the id it gave', async t => {
    const { mediaIds } = await placed('towngas')
    t.equal(mediaIds.length, 1)
    t.match(mediaIds[0], /./)
  })

  await t.test('enn: a link that opens this file alone, for a time', async t => {
    const { attachments } = await placed('enn')
    t.match(attachments, [{ name: 'idCard-1.png', mediaType: 'image/png' }])
    const answer = await fetch(attachments[0].url)
    t.equal(answer.status, 200)
    t.equal(answer.headers.get('content-type'), 'image/png')
    t.equal(sha256(Buffer.from(await answer.arrayBuffer())), sha256(PNG))
    const other = await upload(hub.call, PNG)
    t.equal((await fetch(attachments[0].url.replace(/attachments\/[^?]+/, `attachments/${other}`))).status, 403)
  })

  await t.test('unicom takes none over its interface, and the order goes all the same', async t => {
    t.notMatch(JSON.stringify(await placed('unicom')), PNG.toString('base64'))
  })
})

function sha256 (content: Buffer): string {
  return createHash('sha256').update(content).digest('hex')
}
