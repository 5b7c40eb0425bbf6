/** How an exchange failed, in few words: native codes are without number, and whose fault they are says enough. */
import type { FailureFacts } from '../../../adapters/failure.ts'

/** The hub's own words. */
const WORDS = new Set(['timeout', 'connection', 'unreadable', 'http-429', 'internal'])

export function failureClass ({ code, fault }: FailureFacts): string {
  if (WORDS.has(code)) return code
  return /^http-5\d\d$/.test(code) ? 'http-5xx' : `native-${fault}`
}
