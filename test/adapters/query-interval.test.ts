/** Every adapter keeps to the interval between two questions about an order, where its enterprise asks for one. */
import { test } from 'tap'
import type { HttpClient } from '../../adapters/http.ts'
import { profiles } from '../../src/enterprises/profiles.ts'
import { adapterContext } from '../kit/adapter-context.ts'
import { sandboxSettings } from '../kit/sandbox.ts'

test('an adapter that is not to ask about an order sends nothing', async t => {
  const settings = sandboxSettings()
  const http: HttpClient = { send: async () => { throw new Error('sent') }, close: async () => {} }
  for (const [slug, own] of Object.entries(settings.enterprises)) {
    if (!own.connected) continue
    const asked: string[] = []
    const { messages, connect } = profiles.get(own.profile)!
    const adapter = connect({
      ...adapterContext(own, messages),
      http,
      async paceQuery (reference) {
        asked.push(reference)
        throw new Error('too soon')
      }
    })
    await t.rejects(adapter.inquire({ reference: 'JXLB000001-X' }), { message: 'too soon' }, slug)
    t.strictSame(asked, ['JXLB000001-X'], slug)
  }
})
