/** Asks until the answer settles the matter, as everybody does who cannot know what became of a request. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Call } from '../kit/caller.ts'

export interface Question { path: string }

export interface Answer { status: number, body: any }

export interface Asking {
  /** Throws at the end. */
  ask (path: string, request?: RequestInit): Promise<Answer>
  /** Requests that have no answer yet. */
  open: Set<Question>
  /** Requests that were sent again because there was no answer, or none that settled the matter. */
  repeats: number
  /** Asks no more. */
  end (): void
}

/** Milliseconds that an answer is waited for, and until the next attempt. */
const PATIENCE = 5_000
const PAUSE = 200

/**
 * Connections that it has, as a portal's pool is bounded. Without that everything that waits would be asked again at
 * once, again and again, and a machine that is slow enough to miss PATIENCE would do nothing else.
 */
const AT_ONCE = 16

export function newAsking (call: Call): Asking {
  const turns = newTurns(AT_ONCE)
  const ended = new AbortController()
  const asking: Asking = {
    open: new Set(),
    repeats: 0,
    async ask (path, request = {}) {
      const question = { path }
      asking.open.add(question)
      while (!ended.signal.aborted) {
        const answer = await turns(() => answerOf(call, path, request))
        if (answer && isFinal(answer)) {
          asking.open.delete(question)
          return answer
        }
        asking.repeats++
        await sleep(PAUSE)
      }
      throw new Error(`no answer from ${path} before the end`)
    },
    end () { ended.abort() }
  }
  return asking
}

export function post (body: unknown, headers: Record<string, string> = {}): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) }
}

/** What was answered and should not have been, as a line. */
export function surprise (what: string, { status, body }: Answer): string {
  return `${what}: ${status} ${JSON.stringify(body).slice(0, 300)}`
}

/** Lets so many work at a time; the others wait for their turn, first come, first served. */
function newTurns (most: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: Array<() => void> = []
  let busy = 0
  return async work => {
    if (busy === most) await new Promise<void>(resolve => { waiting.push(resolve) })
    else busy++
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else busy--
    }
  }
}

/** Not one that asks for patience. */
function isFinal ({ status, body }: Answer): boolean {
  return status < 500 && status !== 429 && body.code !== 'idempotency-key-busy'
}

/** Nothing when the connection breaks, the answer does not come in time, or is no JSON. */
async function answerOf (call: Call, path: string, request: RequestInit): Promise<Answer | undefined> {
  try {
    const answer = await call(path, { ...request, signal: AbortSignal.timeout(PATIENCE) })
    return { status: answer.status, body: await answer.json() }
  } catch {
    return undefined
  }
}
