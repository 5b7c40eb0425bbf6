/** What an adapter has beside the four operations is what is said of its enterprise. */
import { test } from 'tap'
import { enterprises } from '../../src/enterprises/profiles.ts'
import { connectAdapter } from '../kit/connected-adapter.ts'

for (const [profile, { mapping, statusBy }] of Object.entries(enterprises)) {
  test(profile, async t => {
    const { adapter } = connectAdapter(t, profile)
    t.equal(adapter.callback !== undefined, statusBy === 'callback', 'it hears callbacks unless it asks')
    t.equal(adapter.upload !== undefined, mapping.capabilities.files.pass === 'upload', 'it takes files beforehand where they go so')
  })
}

test('county-water is asked, state-grid tells', async t => {
  t.equal(enterprises['county-water']!.statusBy, 'polling')
  t.equal(enterprises['state-grid']!.statusBy, 'callback')
})
