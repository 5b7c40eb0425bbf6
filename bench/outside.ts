/** The process with the load and with everything that is called (outside-process.ts), as the measuring one sees it. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Recordings } from './recorded.ts'

const PROCESS = fileURLToPath(new URL('outside-process.ts', import.meta.url))

/** POST requests: each once, or one alone `amount` times. */
export interface Load {
  url: string
  connections: number
  requests: Array<{ path: string, headers: Record<string, string>, body: string }>
  amount: number
  /** The status that every answer must have, else the load fails. */
  expected: number
}

export interface LoadResult { seconds: number, p50: number, p99: number }

export interface Addresses { enterprises: Record<string, string>, portal: string, dead: string }

/** What the process is asked to do. */
export interface Asked {
  open: { given: Recordings, result: Addresses }
  /** All at once. */
  load: { given: Load[], result: LoadResult[] }
  'last-webhook': { given: undefined, result: { body: string, headers: Record<string, string> } }
}

export type Outside = { [Name in keyof Asked]: (given: Asked[Name]['given']) => Promise<Asked[Name]['result']> }

export interface OutsideProcess {
  ask<Name extends keyof Asked> (task: Name, given: Asked[Name]['given']): Promise<Asked[Name]['result']>
  /** One load alone. */
  load (load: Load): Promise<LoadResult>
  close (): Promise<void>
}

interface Reply { id: number, result?: unknown, error?: string }

export function startOutside (): OutsideProcess {
  const child = fork(PROCESS, { serialization: 'advanced' })
  const waiting = new Map<number, (reply: Reply) => void>()
  let asked = 0
  child.on('message', (reply: Reply) => {
    waiting.get(reply.id)?.(reply)
    waiting.delete(reply.id)
  })
  child.once('exit', code => {
    for (const [id, tell] of waiting) tell({ id, error: `the process outside ended with ${code}` })
  })
  async function ask<Name extends keyof Asked> (
    task: Name, given: Asked[Name]['given']
  ): Promise<Asked[Name]['result']> {
    const id = asked++
    const reply = await new Promise<Reply>(resolve => {
      waiting.set(id, resolve)
      child.send({ id, task, given }, error => { if (error) resolve({ id, error: error.message }) })
    })
    if (reply.error !== undefined) throw new Error(reply.error)
    return reply.result as Asked[Name]['result']
  }
  return {
    ask,
    async load (load) {
      const [result] = await ask('load', [load])
      return result!
    },
    async close () {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.disconnect()
      await gone
    }
  }
}
