/** What enterprises write where a time should stand. */
import { DateTime } from 'luxon'
import { test } from 'tap'
import { fromNative, timeTold, toNative } from '../../mappings/native-time.ts'

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

test('times are what the library makes of them, which is asked only where it has to be', async t => {
  const zone = 'UTC+8'
  const formats = ['yyyy-MM-dd HH:mm:ss', 'yyyy-MM-dd HH:mm', 'yyyyMMddHHmmss', 'yyyyMMdd', 'yyyy-MM-dd HH:mm:ss SSS', 'HH:mm', 'dd/MM/yyyy', "yyyy-MM-dd'T'HH:mm:ssZZ", 'yyyy年M月d日']
  const moments = [
    '2026-01-05T09:30:15+08:00', '2026-12-31T16:00:00Z', '2024-02-29T23:59:59.999+08:00', '2026-02-30T10:00:00+08:00', '2026-02-29T10:00:00Z',
    '2026-04-31T00:00:00Z', '2026-13-01T00:00:00Z', '2026-01-05T24:00:00Z', '2026-01-05T25:00:00Z', '2026-01-05T09:60:00Z', '2026-01-05T09:30:15',
    '2026-01-05', '0000-01-01T00:00:00Z', '0050-01-01T00:00:00Z', '9999-12-31T20:00:00Z', '2026-01-05T09:30:15.123456Z', '2026-01-05T09:30:15+99:00', '2026-W01-1', 'soon', ''
  ]
  for (const moment of moments) {
    const time = DateTime.fromISO(moment, { zone })
    t.equal(fromNative(moment), time.toISO({ suppressMilliseconds: true }) ?? undefined, moment)
    for (const format of formats) {
      const text = time.toFormat(format)
      t.equal(toNative(moment, format), text, `${moment} as ${format}`)
      for (const given of [text, `${text} `, text.replace('05', '32'), text.replace('2026', '20x6')]) {
        // Without a day it is one of today, which may end meanwhile.
        if (format === 'HH:mm') continue
        const read = DateTime.fromFormat(given, format, { zone }).toISO({ suppressMilliseconds: true })
        t.equal(fromNative(given, format), read ?? undefined, `${given} read as ${format}`)
      }
    }
  }
  t.match(fromNative('09:30', 'HH:mm'), /^\d{4}-\d\d-\d\dT09:30:00\+08:00$/)
})
