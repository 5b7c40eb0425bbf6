/** Enterprises that move to new callback credentials: the hub believes both, so that nothing they say in between is lost. */
import { test } from 'tap'
import type { Slug } from '../../src/enterprises/profiles.ts'
import { startTestHub } from '../kit/test-hub.ts'
import { formFor, KNOWN } from './enterprises.ts'

/** Those that share credentials with the hub; the others ask for none, or publish their keys. */
const SHARING = ['state-grid', 'towngas', 'enn', 'telecom', 'mobile', 'unicom'] as const satisfies Slug[]

function reversed (credentials: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(credentials).map(([name, value]) => [name, [...value].reverse().join('')]))
}

test('callbacks under the next credentials are believed beside those under the present ones', async t => {
  const hub = await startTestHub(t, {
    slugs: [...SHARING],
    adjust (settings) {
      for (const [index, slug] of SHARING.entries()) {
        const own = settings.enterprises[slug]
        const old = reversed(own.callback)
        own.callback = index % 2 === 0 ? { ...old, next: own.callback } : { ...own.callback, next: old }
        own.delivery = { ...own.delivery, watch: { first: '30d', every: '30d' } }
      }
    }
  })
  for (const slug of SHARING) {
    const { jointNumber, orders: [order] } = await hub.submit(formFor(slug))
    await hub.reached(jointNumber, slug, 'submitted')
    await hub.simulators[slug]!.move(order!.reference, KNOWN[slug]!.accepted)
    t.match(await hub.reached(jointNumber, slug, 'accepted'), { reference: order!.reference }, slug)
    hub.simulators[slug]!.faults.arm('forge')
    await hub.simulators[slug]!.move(order!.reference, KNOWN[slug]!.finished)
    await hub.reached(jointNumber, slug, 'completed')
    const { rows } = await hub.hub.pool.query('select state from callbacks where enterprise = $1 order by id', [slug])
    t.strictSame(rows.map(({ state }) => state), ['applied', 'refused', 'applied'], `${slug}: a forged one is believed under neither`)
  }
})
