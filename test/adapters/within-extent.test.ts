/** What a callback may hold is looked at before anything else of it, whatever the enterprise's interface. */
import { test } from 'tap'
import type { Adapter, NativeRequest } from '../../adapters/adapter.ts'
import { CallbackRefused } from '../../adapters/failure.ts'
import { withinExtent } from '../../adapters/within-extent.ts'
import type { Extent } from '../../openapi/extent.ts'
import { APPROVALS, approvals } from '../../src/enterprises/approvals.ts'
import { profiles } from '../../src/enterprises/profiles.ts'
import { connectAdapter } from '../kit/connected-adapter.ts'

function told (body: string): NativeRequest {
  return { method: 'POST', url: '/', query: {}, headers: {}, body: Buffer.from(body) }
}

/** Each a little beyond what the profile's messages hold. */
function excesses ({ format, bytes, depth, parts }: Extent): Record<string, string> {
  const [open, close, one] = format === 'json' ? ['[', ']', '1,'] : ['<a>', '</a>', '<a/>']
  return {
    size: ' '.repeat(bytes + 1),
    depth: open.repeat(depth + 1) + close.repeat(depth + 1),
    parts: open + one.repeat(parts) + (format === 'json' ? '1' : '') + close
  }
}

for (const [profile, { messages, statusBy }] of [...profiles, [APPROVALS, { ...approvals, statusBy: 'callback' }] as const]) {
  if (statusBy !== 'callback') continue
  test(profile, async t => {
    const { adapter: { callback: side } } = connectAdapter(t, profile)
    for (const [excess, body] of Object.entries(excesses(messages))) {
      const request = told(body)
      const refusal = await side!.accept(request).catch(error => error)
      t.ok(refusal instanceof CallbackRefused, excess)
      t.equal(refusal.field, excess, 'before its signature is asked for')
      t.equal(side!.plain?.(request), undefined)
      const [said, unread] = [request, told('')].map(read => side!.answer('malformed', read, excess))
      t.strictSame(said!.body.toString().replace(/\d{14}/, ''), unread!.body.toString().replace(/\d{14}/, ''), 'the answer is made without it')
    }
  })
}

test('what a message holds is handed on as it came', async t => {
  const seen: NativeRequest[] = []
  const { callback: side } = withinExtent<Adapter<unknown, string>>({
    ...connectAdapter(t, 'enn').adapter,
    callback: {
      async accept (request) {
        seen.push(request)
        return { reference: 'JXLB000001-NE', status: 'accepted' }
      },
      plain: () => 'plain',
      answer: (_outcome, { body }) => ({ status: 200, headers: {}, body })
    }
  }, { format: 'json', bytes: 10, depth: 2, parts: 4 })
  const request = told('[[1,2]]')
  t.match(await side!.accept(request), { status: 'accepted' })
  t.strictSame(seen, [request])
  t.equal(side!.plain!(request), 'plain')
  t.equal(side!.answer('stored', request).body.toString(), '[[1,2]]')
  await t.rejects(side!.accept(told('[[[]]]')), CallbackRefused)
  t.equal(seen.length, 1)
})
