import { existsSync, readFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { test, type Test } from 'tap'
import { freePort } from '../../../../src/ground/database/free-port.ts'

const GIVEN_OUT = '/proc/sys/net/ipv4/ip_local_port_range'

async function listen (t: Test, port: number): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => { server.once('error', reject).listen(port, '127.0.0.1', resolve) })
  t.teardown(() => { server.close() })
  return (server.address() as AddressInfo).port
}

test('a port is found that can be listened on', async t => {
  const port = await freePort()
  t.equal(await listen(t, port), port)
})

test('one that is taken is passed over', async t => {
  const [taken, free] = await Promise.all([freePort().then(port => listen(t, port)), freePort()])
  const drawn = [taken, free]
  t.equal(await freePort(() => drawn.shift()!), free)
})

test('none is one that this machine gives to whoever asks for any port', { skip: !existsSync(GIVEN_OUT) && 'not Linux' }, t => {
  const [lowest] = readFileSync(GIVEN_OUT, 'utf8').split(/\s+/).map(Number)
  return freePort((from, before) => {
    t.ok(before <= lowest!, `up to ${before - 1}, given out from ${lowest}`)
    return from + 1
  }).then(() => {})
})
