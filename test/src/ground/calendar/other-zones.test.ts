/** The hub counts in China's time, wherever its machine stands: south of the equator too, where clocks go back in April. */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { test } from 'tap'

const FILES = [
  'ground/calendar/chinese-time', 'ground/calendar/elapsed', 'ground/calendar/local-time', 'ground/calendar/pauses',
  'ground/calendar/project-deadline', 'records/clocks/clock', 'records/clocks/ledger'
]

test('deadlines and clocks are the same on a machine in Santiago', async t => {
  const env = { PATH: process.env['PATH'], TZ: 'America/Santiago', TAP_TIMEOUT: '300' }
  for (const file of FILES) {
    const path = fileURLToPath(new URL(`../../../src/${file}.test.ts`, import.meta.url))
    // Fails when its exit code is another than 0.
    const { stdout } = await promisify(execFile)(process.execPath, [path], { env, maxBuffer: 64 * 1024 * 1024 })
    t.match(stdout, /^ok 1 - /m, file)
  }
})
