/** Who signed in and out, and what failed, as the contract shows it, by pages. */
import type { components, operations } from '../../openapi/hub.d.ts'
import { localTime } from '../ground/calendar/local-time.ts'
import type { Queryable } from '../ground/database/pool.ts'
import type { SignIn } from '../records/people/sign-ins.ts'
import { readPage } from './page.ts'

type Request = NonNullable<operations['listSignIns']['parameters']['query']>

/** Newest first. Throws Problem `invalid-parameter` for a cursor that is none. */
export async function listSignIns (
  { pool }: { pool: Queryable }, { login, outcome, from, to, ...page }: Request
): Promise<components['schemas']['SignInPage']> {
  const { rows, next } = await readPage<SignIn & { id: number }>(pool, {
    select: 'select id, at, login, address, outcome from sign_ins',
    filters: [['login = ?', login], ['outcome = ?', outcome], ['at >= ?', from], ['at < ?', to]],
    by: 'id',
    numberOf: ({ id }) => id,
    order: 'newest first',
    ...(from ?? to) !== undefined && { time: { by: 'at', of: ({ at }) => at } }
  }, page)
  const signIns = rows.map(({ at, login, address, outcome }) => (
    { at: localTime(at), ...login !== null && { login }, address, outcome }))
  return { signIns, ...next }
}
