/** Calls under the session token that all processes share (SharedToken). */
import type { SharedToken } from './adapter.ts'
import { Failure, type FailureTable } from './failure.ts'

type Renew = Parameters<SharedToken['current']>[0]

/**
 * By the error of RFC 6749 §5.2. What is wrong with the client does not mend itself; any other word is not of the
 * protocol, and leaves open what is wrong.
 */
export const OAUTH_FAILURES: FailureTable = Object.fromEntries([
  'invalid_request', 'invalid_client', 'invalid_grant', 'unauthorized_client', 'unsupported_grant_type', 'invalid_scope'
].map(error => [error, { comeBack: 'never', fault: 'hub', alert: true }]))

/** A token that is refused is renewed and the call repeated, once; the answer to that is final. */
export async function withToken<Answer> (
  shared: SharedToken, renew: Renew, call: (token: string) => Promise<Answer>, isRefused: (answer: Answer) => boolean
): Promise<Answer> {
  const token = await shared.current(() => harmless(renew))
  const answer = await call(token)
  if (!isRefused(answer)) return answer
  return await call(await shared.current(() => harmless(renew), token))
}

/**
 * Without a token no order can have gone out, so what became of the token request need not be asked: it is made again
 * when the order comes back.
 */
async function harmless<T> (renew: () => Promise<T>): Promise<T> {
  try {
    return await renew()
  } catch (error) {
    if (!(error instanceof Failure) || error.facts.comeBack !== 'askFirst') throw error
    throw new Failure({ ...error.facts, comeBack: 'later' }, { cause: error })
  }
}
