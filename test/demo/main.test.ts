/** The demo as a program, where its port is taken. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { test } from 'tap'
import { runProgram } from '../kit/command-line.ts'
import { takenPort } from '../kit/taken-port.ts'

test('a demo whose port is taken says so in a line, and touches nothing of the one that may run there', async t => {
  const taken = await takenPort(t)
  t.match(await runProgram('demo/main.ts', { PORT: String(taken) }), {
    code: 1, out: '', err: `端口 ${taken} 已被占用，请换一个：PORT=8090 npm run demo`
  })
  t.notOk(existsSync(fileURLToPath(new URL(`../../data/demo-${taken}`, import.meta.url))), 'no database of its own was made')
})
