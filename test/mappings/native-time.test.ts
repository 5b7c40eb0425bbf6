/** What enterprises write where a time should stand. */
import { test } from 'tap'
import { timeTold } from '../../mappings/native-time.ts'

test('a time is told with its offset, and without one it is of Shanghai', async t => {
  t.strictSame(timeTold('2026-01-05 09:30:15', 'yyyy-MM-dd HH:mm:ss'), { at: '2026-01-05T09:30:15+08:00' })
  t.strictSame(timeTold('20000101000000', 'yyyyMMddHHmmss'), { at: '2000-01-01T00:00:00+08:00' })
  t.strictSame(timeTold('2026-01-05T01:30:15Z'), { at: '2026-01-05T09:30:15+08:00' })
})

test('where nothing stands nothing is told', async t => {
  for (const text of [undefined, null, '']) t.strictSame(timeTold(text), {})
})

test('what is no time is told as it stands', async t => {
  for (const text of ['20260230093015', '20261301093015', '20260105250000', '00000000000000', '19000101000000', '19700101080000', '19991231235959', 'soon']) {
    t.strictSame(timeTold(text, 'yyyyMMddHHmmss'), { noSuchTime: text })
  }
  for (const text of ['0001-01-01T00:00:00Z', '1970-01-01T08:00:00+08:00', '2026-02-30T10:00:00+08:00', '-000001-01-01T00:00:00Z']) {
    t.strictSame(timeTold(text), { noSuchTime: text })
  }
})
