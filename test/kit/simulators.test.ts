/** The simulators as a program: what they say where a port of theirs is taken. */
import { connect } from 'node:net'
import { once } from 'node:events'
import { test } from 'tap'
import { freePort } from '../../src/ground/database/free-port.ts'
import { runProgram } from './command-line.ts'
import { settingsFile } from './hub-process.ts'
import { sandboxText } from './sandbox.ts'
import { takenPort } from './taken-port.ts'

/** Which simulator may find its port taken, and where the settings name that port. */
const CASES: Array<[name: string, path: string, stand: (settings: any, url: string) => void]> = [
  ['portal', 'portal.webhookUrl', (settings, url) => { settings.portal.webhookUrl = `${url}/webhook` }],
  ['towngas', 'enterprises.towngas.baseUrl', (settings, url) => { settings.enterprises.towngas.baseUrl = url }],
  ['county-approvals', 'approvals.baseUrl', (settings, url) => { settings.approvals.baseUrl = url }]
]

async function isAnswered (port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}

for (const [name, path, stand] of CASES) {
  test(`where the port of ${name} is taken, nothing is left running and a line says so`, async t => {
    const taken = await takenPort(t)
    const others: number[] = []
    for (let each = 0; each < 10; each++) others.push(await freePort())
    const text = sandboxText(settings => {
      const [ofPortal, ofApprovals, ...free] = others.map(port => `http://127.0.0.1:${port}`)
      settings.portal.webhookUrl = `${ofPortal}/webhook`
      settings.approvals.baseUrl = ofApprovals
      for (const enterprise of Object.values<any>(settings.enterprises)) enterprise.baseUrl = free.shift()
      stand(settings, `http://127.0.0.1:${taken}`)
    })
    const ran = await runProgram('kit/simulators.ts', { LIANBAN_SETTINGS: settingsFile(t, text) })
    t.match(ran, { code: 1, out: '' })
    t.equal(ran.err, `端口 ${taken} 已被占用，${name}（${path}）未能启动：请停下占用它的程序，或在设置文件（LIANBAN_SETTINGS）中换一个端口`)
    t.strictSame(await Promise.all(others.map(isAnswered)), others.map(() => false))
  })
}
