/** More is said of a state in which an order stands: other material, another visit. Every enterprise's news are shown and told. */
import { test } from 'tap'
import type { Slug } from '../../src/enterprises/profiles.ts'
import { startTestHub, type Event } from '../kit/test-hub.ts'
import { formFor, KNOWN } from './enterprises.ts'

const slugs = Object.keys(KNOWN)

test('news in the state where an order stands', async t => {
  const hub = await startTestHub(t, {
    slugs,
    adjust ({ enterprises }) {
      // Whoever calls back tells everything itself: an inquiry answered before and applied after would be news.
      for (const slug of slugs.filter(slug => KNOWN[slug]!.callback)) enterprises[slug].delivery.watch = { first: '10h', every: '10h' }
    }
  })

  async function standing (slug: Slug): Promise<{ jointNumber: string, reference: string }> {
    const { jointNumber, orders } = await hub.submit(formFor(slug))
    await hub.reached(jointNumber, slug, 'submitted')
    return { jointNumber, reference: orders[0]!.reference }
  }
  const eventsOf = (jointNumber: string): Array<[string, string, string | undefined]> => hub.portal.events
    .filter((event: Event) => event.jointNumber === jointNumber)
    .map(({ sequence, state, remark }: Event) => [hub.portal.types.get(`${jointNumber} ${sequence}`)!, state, remark])
  async function timelineOf (jointNumber: string): Promise<string> {
    return await (await hub.call(`/v1/applications/${jointNumber}/timeline`)).text()
  }

  for (const slug of slugs) {
    await t.test(`${slug} wants other material`, async t => {
      const { needsMaterial, finished } = KNOWN[slug]!
      const { jointNumber, reference } = await standing(slug)
      const says = (remark: string): Promise<void> => hub.simulators[slug]!.move(reference, needsMaterial, remark)
      await says('请补身份证')
      await hub.event(event => event.jointNumber === jointNumber && event.remark?.includes('请补身份证') === true)
      await says('请补房产证')
      const { sequence } = await hub.event(event => event.jointNumber === jointNumber && event.remark?.includes('请补房产证') === true)
      t.match(await hub.read(jointNumber), { status: 'needsMaterial', orders: [{ state: 'needsMaterial', statusCode: 6, remark: /请补房产证/ }] })
      t.match(await timelineOf(jointNumber), /待补正（补正开始）有更新[^"]*请补房产证/)
      await says('请补房产证')
      await hub.simulators[slug]!.move(reference, finished)
      t.equal((await hub.reached(jointNumber, slug, 'completed')).sequence, sequence + 1, 'said again it is no news')
      t.match(eventsOf(jointNumber).slice(-3), [
        ['order.progressed', 'needsMaterial', /请补身份证/], ['order.updated', 'needsMaterial', /请补房产证/], ['order.progressed', 'completed', undefined]
      ])
    })
  }

  await t.test('enn books another visit', async t => {
    const { jointNumber, reference } = await standing('enn')
    const order = hub.simulators.enn!.orders.get(reference)!
    const book = async (visit: string, note?: string): Promise<void> => {
      Object.assign(order.content as object, { visit })
      await hub.simulators.enn!.move(reference, 'SURVEY_BOOKED', note)
    }
    await book('2026-12-07T10:00:00+08:00', '周一上门')
    const first = await hub.reached(jointNumber, 'enn', 'surveyBooked')
    t.match(first, { remark: '周一上门', bookedFor: '2026-12-07T10:00:00+08:00' })
    await book('2026-12-08T14:00:00+08:00')
    const second = await hub.event(event => event.jointNumber === jointNumber && event.sequence > first.sequence)
    t.equal(second.bookedFor, '2026-12-08T14:00:00+08:00')
    t.equal(second.remark, undefined, 'the words of the first visit are not those of the second')
    const [shown] = (await hub.read(jointNumber)).orders
    t.match(shown, { state: 'surveyBooked', bookedFor: '2026-12-08T14:00:00+08:00' })
    t.notOk(shown!.remark)
    t.match(await timelineOf(jointNumber), `有更新，预约 2026-12-08 14:00，受理编号 ${order.nativeNumber}`)
  })
})
