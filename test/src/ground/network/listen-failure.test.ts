/** Addresses that cannot be listened at, and what is said of them. */
import { createServer } from 'node:net'
import { test } from 'tap'
import { freePort } from '../../../../src/ground/database/free-port.ts'
import { keepAddress, listenFailure } from '../../../../src/ground/network/listen-failure.ts'
import { takenPort } from '../../../kit/taken-port.ts'

/** What is said where nobody can listen; nothing where somebody can. */
async function failure (host: string, port: number): Promise<string | undefined> {
  try {
    const letGo = await keepAddress(host, port)
    await letGo()
    return undefined
  } catch (error) {
    return listenFailure(error)
  }
}

test('an address that somebody has, or that is not of this machine, is told in words', async t => {
  t.equal(await failure('127.0.0.1', await takenPort(t)), '已被占用')
  t.equal(await failure('203.0.113.1', 0), '不是本机的地址')
})

test('an address that is kept is nobody else\'s until it is let go', async t => {
  const port = await freePort()
  const letGo = await keepAddress('127.0.0.1', port)
  t.equal(await failure('127.0.0.1', port), '已被占用')
  await t.rejects(fetch(`http://127.0.0.1:${port}`), 'and does not answer')
  await letGo()
  const server = createServer()
  t.teardown(() => { server.close() })
  await t.resolves(new Promise<void>((resolve, reject) => { server.once('error', reject).listen(port, '127.0.0.1', resolve) }))
})

test('what is no matter of listening is left to others', async t => {
  for (const error of [new Error('mistake'), Object.assign(new Error('refused'), { code: 'EACCES', syscall: 'connect' })]) {
    t.equal(listenFailure(error), undefined)
  }
})
