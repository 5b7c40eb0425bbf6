/** Talks to the simulated 港华燃气 as its interface document says, without the hub's adapter. */
import { createHash } from 'node:crypto'
import Fastify from 'fastify'
import { test, type Test } from 'tap'
import type { components } from '../../openapi/enterprises/towngas.d.ts'
import type { SimulatorOptions } from '../../simulators/simulator.ts'
import { signatureOf } from '../../simulators/towngas-access.ts'
import { simulate as simulateTowngas } from '../../simulators/towngas.ts'

type Order = components['schemas']['Order']

const START = new Date('2026-11-23T09:30:15+08:00')

const ORDER: Order = {
  externalNo: 'JXLB000001-G',
  orderType: 'TQDH',
  customerType: 'R',
  name: '林晓岚',
  mobile: '13855630001',
  certType: 'ID',
  certNo: '11010519491231002X',
  addr: '安徽省泾县泾川镇桃花潭中路128号'
}

interface Sent {
  query?: Record<string, string | undefined>
  body?: Buffer | string
  password?: string
  type?: string
}

const PATHS: Record<string, string> = {
  1001: 'oauth2/getToken',
  2001: 'media/upload',
  5001: 'workorder/create',
  5002: 'workorder/update',
  5003: 'workorder/cancel',
  5004: 'workorder/ongoing',
  5005: 'workorder/detail'
}

async function start (t: Test, options: SimulatorOptions = {}) {
  const simulator = await simulateTowngas({ now: () => START, ...options })
  t.teardown(() => simulator.close())
  let serial = 0

  /** Rightly formed and signed but for what the case changes. */
  async function send (number: string, { query = {}, body, password, type = 'application/json' }: Sent = {}): Promise<any> {
    const seq = `${number}20261123093015${String(++serial).padStart(14, '0')}`
    const all: Record<string, string> = JSON.parse(JSON.stringify({ seq, appId: 'LB341823', ...query }))
    const signed = number === '2001' ? createHash('md5').update(body ?? '').digest('hex').toUpperCase() : body ?? ''
    const sign = signatureOf(all, signed, password ?? (number === '1001' ? 'towngas-sandbox-base-secret' : 'towngas-sandbox-access-secret'))
    const answer = await fetch(`${simulator.url}/vcc-openapi/${PATHS[number]}?${new URLSearchParams({ sign, ...all })}`, {
      ...body !== undefined && { method: 'POST', headers: { 'content-type': type }, body: new Uint8Array(Buffer.from(body)) }
    })
    t.equal(answer.status, 200)
    return await answer.json()
  }

  const { token } = await send('1001')
  return {
    simulator,
    send,
    token: token as string,
    /** With the token and a JSON body. */
    post: (number: string, body: object): Promise<any> => send(number, { query: { token }, body: JSON.stringify(body) }),
    get: (number: string, query: Record<string, string>): Promise<any> => send(number, { query: { token, ...query } }),
    upload: (type: string, body: Buffer): Promise<any> => send('2001', { query: { token, type }, body, type: 'application/octet-stream' })
  }
}

test('its own signature gives the vectors of the interface document', async t => {
  t.equal(signatureOf({ seq: '10012026010509301500000000000001', appId: 'LB341823' }, '', 'towngas-sandbox-base-secret'), '29B3F099AF95B2CC6758096586B7F1CC')
  const query = { seq: '50012026010509301500000000000002', appId: 'LB341823', token: '0123456789abcdefghij', empty: '', sign: 'X' }
  t.equal(signatureOf(query, '{"externalNo":"JXLB000001-G"}', 'towngas-sandbox-access-secret'), 'CAE32F9EC737E04752F53E0CA34C6949')
})

test('access', async t => {
  t.test('a token has 20 characters and lives 7200 seconds', async t => {
    let now = START
    const { send, get, token } = await start(t, { now: () => now })
    t.match(token, /^[0-9a-zA-Z]{20}$/)
    t.strictSame((await send('1001')).expireTime, START.getTime() / 1000 + 7200)
    now = new Date(START.getTime() + 7199_000)
    t.match(await get('5005', { externalNo: 'X' }), { resultCode: '30404' })
    now = new Date(START.getTime() + 7200_000)
    t.strictSame(await get('5005', { externalNo: 'X' }), { resultCode: '20001', resultMsg: 'token 过期' })
  })

  t.test('an unknown or missing token is refused by 20001', async t => {
    const { send } = await start(t)
    for (const token of ['0123456789abcdefghij', undefined]) {
      t.match(await send('5005', { query: { token, externalNo: 'X' } }), { resultCode: '20001' })
    }
  })

  t.test('the 101st token of a day is refused, the first of the next day is not', async t => {
    let now = START
    const { send } = await start(t, { now: () => now })
    for (let count = 2; count <= 100; count++) await send('1001')
    t.match(await send('1001'), { resultCode: '50000', resultMsg: /次数/ })
    now = new Date('2026-11-24T00:00:00+08:00')
    t.match(await send('1001'), { token: /^.{20}$/ })
  })

  t.test('a wrong signature or application is refused by 20002', async t => {
    const { send, token } = await start(t)
    t.strictSame(await send('1001', { password: 'towngas-sandbox-access-secret' }), { resultCode: '20002', resultMsg: '签名错误' })
    t.match(await send('5001', { query: { token }, body: JSON.stringify(ORDER), password: 'wrong' }), { resultCode: '20002' })
    t.match(await send('1001', { query: { sign: 'A'.repeat(32) } }), { resultCode: '20002' })
    t.match(await send('1001', { query: { appId: 'OTHER' } }), { resultCode: '20002' })
    t.match(await send('1001', { query: { appId: undefined } }), { resultCode: '20002' })
  })

  t.test('a repeated seq is refused by 30001', async t => {
    const { send } = await start(t)
    const query = { seq: '10012026112309301599999999999999' }
    t.match(await send('1001', { query }), { token: /^.{20}$/ })
    t.strictSame(await send('1001', { query }), { resultCode: '30001', resultMsg: '参数错误：seq 重复' })
  })

  t.test('a seq of another interface, length or without a time is refused by 30001', async t => {
    const { send } = await start(t)
    for (const seq of ['50012026112309301500000000000077', '1001202611230930150000000000007', '10012026133309301500000000000077', undefined]) {
      t.strictSame(await send('1001', { query: { seq } }), { resultCode: '30001', resultMsg: '参数错误：seq' })
    }
  })

  t.test('other credentials can be agreed', async t => {
    const simulator = await simulateTowngas({ now: () => START, access: { appId: 'OTHER', basePassword: 'other' } })
    t.teardown(() => simulator.close())
    const query = { seq: '10012026112309301500000000000001', appId: 'OTHER' }
    const answer = await fetch(`${simulator.url}/vcc-openapi/oauth2/getToken?${new URLSearchParams({ ...query, sign: signatureOf(query, '', 'other') })}`)
    t.match(await answer.json(), { token: /^.{20}$/ })
  })
})

test('5001', async t => {
  t.test('takes an order, and knows it when it comes again', async t => {
    const { post } = await start(t)
    t.strictSame(await post('5001', ORDER), { resultCode: '0', resultMsg: '成功', data: { workOrderNo: 'TG34182300000001' } })
    t.strictSame(await post('5001', ORDER), { resultCode: '30009', resultMsg: 'externalNo 已存在', data: { workOrderNo: 'TG34182300000001' } })
  })

  t.test('refuses an address outside its area by 30010 and keeps nothing', async t => {
    const { post, simulator } = await start(t)
    t.strictSame(await post('5001', { ...ORDER, addr: '泾县【区外】1号' }), { resultCode: '30010', resultMsg: '地址不在经营区域' })
    t.equal(simulator.orders.size, 0)
  })

  t.test('refuses missing and wrong fields by 30001, naming the field', async t => {
    const { post, simulator } = await start(t)
    const { name: _left, ...nameless } = ORDER
    for (const [wrong, field] of [
      [nameless, 'name'],
      [{ ...ORDER, customerType: 'I' }, 'load'],
      [{ ...ORDER, customerType: 'C' }, 'load'],
      [{ ...ORDER, orderType: 'QT' }, 'remark'],
      [{ ...ORDER, orderType: 'XX' }, 'orderType'],
      [{ ...ORDER, oldAddr: '泾县云岭镇5号' }, 'oldAddr'],
      [{ ...ORDER, load: '12' }, 'load'],
      [{ ...ORDER, appointTime: '2026-12-01T10:00' }, 'appointTime'],
      [{ ...ORDER, remark: '字'.repeat(256) }, 'remark'],
      [{ ...ORDER, mediaIds: ['M404'] }, 'mediaIds'],
      [{ ...ORDER, externalNo: 'X'.repeat(41) }, 'externalNo'],
      [{ ...ORDER, more: 1 }, 'more']
    ] as const) {
      t.strictSame(await post('5001', wrong), { resultCode: '30001', resultMsg: `参数错误：${field}` })
    }
    t.equal(simulator.orders.size, 0)
  })

  t.test('refuses a wrong encoding, a wrong media type and a body cut off', async t => {
    const { send, token } = await start(t)
    const gbk = Buffer.concat([Buffer.from('{"name":"'), Buffer.from([0xb0, 0xb2]), Buffer.from('"}')])
    t.strictSame(await send('5001', { query: { token }, body: gbk }), { resultCode: '30001', resultMsg: '参数错误：报文体不是 UTF-8' })
    t.strictSame(await send('5001', { query: { token }, body: JSON.stringify(ORDER), type: 'text/plain' }), { resultCode: '30001', resultMsg: '参数错误：Content-Type' })
    t.strictSame(await send('5001', { query: { token }, body: JSON.stringify(ORDER).slice(0, 40) }), { resultCode: '30001', resultMsg: '参数错误：报文体' })
  })
})

test('2001', async t => {
  const { upload, post, send, token } = await start(t)
  t.strictSame(await upload('image', Buffer.from([0xff, 0xd8])), { resultCode: '0', resultMsg: '成功', data: { mediaId: 'M0000000001' } })
  t.match(await upload('pdf', Buffer.from('%PDF-1.7')), { data: { mediaId: 'M0000000002' } })
  t.match(await upload('image', Buffer.alloc(2 * 1024 * 1024, 1)), { resultCode: '0' }, '2 MiB are taken')
  t.match(await upload('image', Buffer.alloc(2 * 1024 * 1024 + 1, 1)), { resultCode: '30001', resultMsg: /2 MiB/ })
  t.match(await upload('pdf', Buffer.from([0xff, 0xd8])), { resultCode: '30001', resultMsg: /type/ })
  t.match(await upload('image', Buffer.from('%PDF-1.7')), { resultCode: '30001', resultMsg: /type/ })
  t.match(await upload('voice', Buffer.from([1])), { resultCode: '30001', resultMsg: /type/ })
  t.match(await send('2001', { query: { token, type: 'image' }, body: Buffer.from([1]), password: 'wrong', type: 'application/octet-stream' }), { resultCode: '20002' })
  t.match(await post('5001', { ...ORDER, mediaIds: ['M0000000001', 'M0000000002'] }), { resultCode: '0' })
})

test('5002', async t => {
  t.test('takes material an order waits for', async t => {
    const { post, simulator } = await start(t)
    await post('5001', { ...ORDER, orderType: 'GG', oldAddr: '泾县云岭镇5号' })
    await simulator.move('JXLB000001-G', '70')
    t.strictSame(await post('5002', { externalNo: 'JXLB000001-G', action: 'SUPPLEMENT', orderType: 'GH', mobile: '13955630002' }), { resultCode: '0', resultMsg: '成功' })
    t.strictSame(simulator.orders.get('JXLB000001-G')!.content, { ...ORDER, orderType: 'GH', mobile: '13955630002' }, 'an old address belongs to 改管')
  })

  t.test('takes an appointment of an order that has not ended', async t => {
    const { post, simulator } = await start(t)
    await post('5001', ORDER)
    const booking = { externalNo: 'JXLB000001-G', action: 'APPOINT', appointTime: '2026-12-01 10:00' }
    t.match(await post('5002', booking), { resultCode: '0' })
    t.match(simulator.orders.get('JXLB000001-G'), { content: { appointTime: '2026-12-01 10:00' }, appointments: ['2026-12-01 10:00'] })
    t.match(await post('5002', { externalNo: 'JXLB000001-G', action: 'APPOINT' }), { resultCode: '30001', resultMsg: /appointTime/ })
    await simulator.move('JXLB000001-G', '60')
    t.match(await post('5002', booking), { resultCode: '30001', resultMsg: /action/ })
    t.equal(simulator.orders.get('JXLB000001-G')!.appointments.length, 1, 'what it refuses it does not keep')
  })

  t.test('refuses an unknown order, an order that waits for nothing, wrong fields and what would make the order wrong', async t => {
    const { post } = await start(t)
    const change = { externalNo: 'JXLB000001-G', action: 'SUPPLEMENT' }
    t.strictSame(await post('5002', change), { resultCode: '30404', resultMsg: '工单不存在' })
    await post('5001', ORDER)
    t.match(await post('5002', change), { resultCode: '30001', resultMsg: /action/ })
    t.match(await post('5002', { ...change, action: 'CHANGE' }), { resultCode: '30001', resultMsg: /action/ })
    t.match(await post('5002', { externalNo: 'JXLB000001-G' }), { resultCode: '30001', resultMsg: /action/ })
    t.match(await post('5002', { ...change, customerType: 'I' }), { resultCode: '30001', resultMsg: /load/ })
    t.match(await post('5002', { ...change, mediaIds: ['M404'] }), { resultCode: '30001', resultMsg: /mediaIds/ })
  })
})

test('5003', async t => {
  const { post, simulator } = await start(t)
  const cancel = { externalNo: 'JXLB000001-G', reason: '申请人撤回' }
  t.match(await post('5003', cancel), { resultCode: '30404' })
  await post('5001', ORDER)
  t.match(await post('5003', { externalNo: 'JXLB000001-G' }), { resultCode: '30001', resultMsg: /reason/ })
  t.match(await post('5003', cancel), { resultCode: '0' })
  t.match(await post('5003', cancel), { resultCode: '0' }, 'the same answer to the same request')
  await post('5001', { ...ORDER, externalNo: 'JXLB000002-G' })
  await simulator.move('JXLB000002-G', '60')
  t.strictSame(await post('5003', { ...cancel, externalNo: 'JXLB000002-G' }), { resultCode: '30011', resultMsg: '已通气不可取消' })
  await simulator.move('JXLB000002-G', '90')
  t.match(await post('5003', { ...cancel, externalNo: 'JXLB000002-G' }), { resultCode: '30011' })
})

test('5004 and 5005', async t => {
  const { get, post, simulator } = await start(t)
  t.strictSame(await get('5005', { externalNo: 'JXLB000001-G' }), { resultCode: '30404', resultMsg: '工单不存在' })
  t.match(await get('5005', {}), { resultCode: '30001', resultMsg: /externalNo/ })
  await post('5001', ORDER)
  const status = { workOrderNo: 'TG34182300000001', externalNo: 'JXLB000001-G', status: '10', statusTime: '2026-11-23 09:30:15', operator: '港华客服', remark: '' }
  t.strictSame(await get('5005', { externalNo: 'JXLB000001-G' }), { resultCode: '0', resultMsg: '成功', data: status })
  t.strictSame(await get('5004', { certNo: ORDER.certNo }), { resultCode: '0', resultMsg: '成功', data: [status] })
  t.strictSame((await get('5004', { certNo: 'X' })).data, [])
  await simulator.move('JXLB000001-G', '60')
  t.strictSame((await get('5004', { certNo: ORDER.certNo })).data, [])
})

test('7005', async t => {
  interface Push { query: Record<string, string>, body: string }

  /** A hub that answers the pushes in turn. */
  async function hub (t: Test, answers: object[] = []) {
    const pushes: Push[] = []
    const app = Fastify()
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body))
    let enough: () => void = () => {}
    app.post('/callbacks', async request => {
      pushes.push({ query: request.query as Record<string, string>, body: request.body as string })
      const answer = answers.shift() ?? { resultCode: '0', resultMsg: '成功' }
      if (answers.length === 0) setImmediate(() => enough())
      return answer
    })
    const callbackUrl = `${await app.listen({ host: '127.0.0.1', port: 0 })}/callbacks`
    t.teardown(() => app.close())
    return { pushes, callbackUrl, done: new Promise<void>(resolve => { enough = resolve }) }
  }

  const signed = ({ query, body }: Push): string => signatureOf(query, body, 'towngas-callback-secret')

  t.test('is signed with the callback password and carries what 5005 answers', async t => {
    const { pushes, callbackUrl } = await hub(t)
    const { post, get, simulator } = await start(t, { callbackUrl })
    await post('5001', ORDER)
    await simulator.move('JXLB000001-G', '20', '上门前联系')
    const [push] = pushes
    t.equal(push!.query['sign'], signed(push!))
    t.match(push!.query, { appId: 'LB341823', seq: /^700520261123093015\d{14}$/ })
    t.strictSame(JSON.parse(push!.body), (await get('5005', { externalNo: 'JXLB000001-G' })).data)
  })

  t.test('is sent again with a new seq and the same content until acknowledged', async t => {
    const { pushes, callbackUrl, done } = await hub(t, [{ resultCode: '50000', resultMsg: '系统异常' }, { resultCode: '0' }])
    const { post, simulator } = await start(t, { callbackUrl })
    await post('5001', ORDER)
    await simulator.move('JXLB000001-G', '10')
    await done
    const [first, again] = pushes
    t.equal(pushes.length, 2)
    t.equal(again!.body, first!.body)
    t.not(again!.query['seq'], first!.query['seq'])
    t.equal(again!.query['sign'], signed(again!))
  })

  t.test('can be forged', async t => {
    const { pushes, callbackUrl } = await hub(t)
    const { post, simulator } = await start(t, { callbackUrl })
    await post('5001', ORDER)
    simulator.faults.arm('forge')
    await simulator.move('JXLB000001-G', '10')
    t.strictSame(pushes.map(push => push.query['sign'] === signed(push)), [false, true])
  })

  for (const [marker, statuses] of [['【退件】', ['10', '90']], ['【补件】', ['10', '70']], ['', ['10', '20', '30', '40', '50', '60']]] as const) {
    t.test(`an order ${marker} runs through ${statuses.join(' ')}`, async t => {
      const { pushes, callbackUrl, done } = await hub(t, statuses.map(() => ({ resultCode: '0' })))
      const { post } = await start(t, { callbackUrl, pace: 5 })
      await post('5001', { ...ORDER, addr: `${ORDER.addr}${marker}` })
      await done
      // Sorted: two pushes on the way at once may overtake each other.
      t.strictSame(pushes.map(({ body }) => JSON.parse(body).status).sort(), statuses)
    })
  }
})
