/** What an adapter has beside the four operations is what is said of its profile. */
import { test } from 'tap'
import { profiles } from '../../src/enterprises/profiles.ts'
import { connectAdapter } from '../kit/connected-adapter.ts'

for (const [profile, { mapping, statusBy }] of profiles) {
  test(profile, async t => {
    const { adapter } = connectAdapter(t, profile)
    t.equal(adapter.callback !== undefined, statusBy === 'callback', 'it hears callbacks unless it asks')
    t.equal(adapter.appoint !== undefined, mapping.appointment !== undefined, 'it tells a time where that can be written')
    t.equal(adapter.upload !== undefined, mapping.capabilities.files.pass === 'upload', 'it takes files beforehand where they go so')
  })
}

test('county-water is asked, state-grid tells', async t => {
  t.equal(profiles.get('county-water')!.statusBy, 'polling')
  t.equal(profiles.get('state-grid')!.statusBy, 'callback')
})
