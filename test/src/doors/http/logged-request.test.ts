/** What stands in the log of the addresses that are asked. */
import { test } from 'tap'
import { startIntake } from '../../../kit/intake-hub.ts'

test('of an address the log has what is the hub\'s own, and nothing that somebody typed', async t => {
  const { call, lines } = await startIntake(t, { slugs: ['unicom'] })
  const logged = async (path: string): Promise<string | undefined> => {
    const from = lines.length
    await (await call(path)).text()
    return lines.slice(from).map(line => JSON.parse(line)).findLast(({ msg }) => msg === 'incoming request')?.req.path
  }
  for (const [path, expected] of [
    ['/v1/applications/JXLB000001', '/v1/applications/JXLB000001'],
    ['/v1/applications/JXLB000001/timeline?x=13800000001', '/v1/applications/JXLB000001/timeline'],
    ['/v1/calendar/years/2026', '/v1/calendar/years/2026'],
    ['/v1/drafts/123e4567-e89b-12d3-a456-426614174000', '/v1/drafts/123e4567-e89b-12d3-a456-426614174000'],
    ['/v1/callbacks/unicom', '/v1/callbacks/unicom'],
    ['/v1/applications/EA1234567', '/v1/applications/:jointNumber'],
    ['/v1/applications/H12345678/timeline', '/v1/applications/:jointNumber/timeline'],
    ['/v1/applications/110105491231002', '/v1/applications/:jointNumber'],
    ['/v1/applications/%E7%8E%8B%E5%B0%8F%E6%A2%85', '/v1/applications/:jointNumber'],
    ['/v1/applications/JXLB000001/EA1234567', '/v1/applications/***/***'],
    ['/v1/application/%E7%8E%8B/138-0000-0001', '/v1/application/***/***']
  ] as const) t.equal(await logged(path), expected, path)
  t.notOk(lines.some(line => /EA1234567|H12345678|110105491231002|%E7%8E%8B|138-?0000-?0001/.test(line)))
})
