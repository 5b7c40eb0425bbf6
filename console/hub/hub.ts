/** The hub as the console sees it: the operations of the contract, and nothing beside them. */
import createClient from 'openapi-fetch'
import type { paths } from '../../openapi/hub.d.ts'
import { notReached, Refusal, type Problem } from './refusal.ts'

export const hub = createClient<paths>({ baseUrl: location.origin, credentials: 'same-origin', cache: 'no-store' })

/** For whom the page is open. */
let person: string | undefined

export function asPerson (login: string | undefined): void {
  person = login
}

hub.use({
  onRequest ({ request }) {
    if (person !== undefined) request.headers.set('Lianban-Person', person)
    return request
  }
})

interface Answer<T> { data?: T, error?: unknown, response: Response }

/** Set by what shows the session: called when the hub says that nobody is signed in any more. */
let whenSignedOut = (): void => {}

export function onSignedOut (listener: () => void): void {
  whenSignedOut = listener
}

/** The answer's body. Throws Refusal, with the hub's own words. */
export async function ask<T> (asked: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await asked.catch(() => { throw notReached() })
  if (response.ok) return data as T
  const problem = problemIn(error, response)
  // A wrong password or code is answered 401 as well, and ends nothing.
  if (problem.code === 'unauthenticated') whenSignedOut()
  // Another tab has signed somebody else in: what this page holds is not theirs.
  if (problem.code === 'session-changed') location.reload()
  throw new Refusal(problem, Number(response.headers.get('retry-after')) || undefined)
}

/** What stands between the browser and the hub may answer with a page of its own. */
function problemIn (error: unknown, { status }: Response): Problem {
  const isProblem = typeof error === 'object' && error !== null && 'code' in error && 'title' in error
  return isProblem
    ? error as Problem
    : { type: 'about:blank', status, code: 'not-understood', title: '答复无法识别', detail: `状态码 ${status}，请稍后重试` }
}

/** One act has one key, however often it has to be sent (Idempotency-Key). */
export function newActKey (): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('')
}
