import { test } from 'tap'
import { openLog } from '../../../../src/ground/observe/log.ts'

function capture (write: (log: ReturnType<typeof openLog>) => void, level = 'debug'): Array<Record<string, any>> {
  const lines: string[] = []
  write(openLog(level, { write: line => { lines.push(line) } }))
  return lines.map(line => JSON.parse(line))
}

test('a line is JSON, with its data beside a static message', async t => {
  const [line] = capture(log => log.info({ application: 'JXLB000001' }, 'taken'))
  t.match(line, { level: 30, application: 'JXLB000001', msg: 'taken', time: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/ })
})

test('lines below the level are left out', async t => {
  t.strictSame(capture(log => { log.info('a'); log.warn('b') }, 'warn').map(({ msg }) => msg), ['b'])
})

test('of an address only the path is told', async t => {
  const [line] = capture(log => log.info({ req: { method: 'POST', url: '/v1/callbacks/towngas?seq=1&sign=deadbeef', headers: { authorization: 'Bearer token' } } }, 'incoming'))
  t.strictSame(line!['req'], { method: 'POST', path: '/v1/callbacks/towngas' })
  const [odd] = capture(log => log.info({ req: { method: 'GET', url: `/v1/applications/11010519491231002X/13912345678/${'x'.repeat(1000)}` } }, 'incoming'))
  t.match((odd!['req'] as { path: string }).path, /^\/v1\/applications\/\*\*\*\/\*\*\*\/x{200,300}$/, 'anybody may write anything there')
  const [usual] = capture(log => log.info({ req: { method: 'GET', url: '/v1/webhooks/123e4567-e89b-12d3-a456-426614174000' } }, 'incoming'))
  t.strictSame(usual!['req'], { method: 'GET', path: '/v1/webhooks/123e4567-e89b-12d3-a456-426614174000' })
})

test('of an answer only the status is told', async t => {
  const [line] = capture(log => log.info({ res: { statusCode: 202, payload: '王小梅' } }, 'done'))
  t.strictSame(line!['res'], { status: 202 })
})

test('of an error what it is, never the row that the database driver puts beside it', async t => {
  const error = Object.assign(new Error('duplicate key'), { code: '23505', constraint: 'orders_pkey', detail: 'Key (id)=(11010519491231002X)', where: '王小梅', parameters: ['13800000001'] })
  const [line] = capture(log => log.error({ err: error }, 'failed'))
  t.match(line!['err'], { type: 'Error', message: 'duplicate key', code: '23505', constraint: 'orders_pkey', stack: /log\.test\.ts/ })
  t.notMatch(JSON.stringify(line), /11010519491231002X|王小梅|13800000001/)
})

test('of a text that cannot be parsed nothing is quoted', async t => {
  for (const text of ['{"phone":"13800000001",x}', '13800000001王小梅', '{"name":"王小梅"']) {
    const error = t.throws(() => { JSON.parse(text) }, SyntaxError) as SyntaxError
    const [line] = capture(log => log.error({ err: error }, 'failed'))
    t.match(line!['err'], { type: 'SyntaxError', message: 'unreadable text', stack: /^SyntaxError: unreadable text\n +at .*log\.test\.ts/s })
    t.notMatch(JSON.stringify(line), /13800000001|王小梅/)
  }
})

test('the cause of an error is told in the same way, however deep', async t => {
  const root = Object.assign(new TypeError('root'), { detail: '11010519491231002X' })
  const [line] = capture(log => log.error({ err: new Error('top', { cause: new Error('middle', { cause: root }) }) }, 'failed'))
  t.match(line!['err'], { message: 'top', cause: { message: 'middle', cause: { type: 'TypeError', message: 'root' } } })
  t.notMatch(JSON.stringify(line), /11010519491231002X/)
})

test('a cause that is no error is left out', async t => {
  const [line] = capture(log => log.error({ err: new Error('top', { cause: { idNumber: '11010519491231002X' } }) }, 'failed'))
  t.notMatch(JSON.stringify(line), /11010519491231002X/)
})
