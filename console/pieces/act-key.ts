/**
 * The key of an act (Idempotency-Key). The same request once more, after an answer that never came, has the same one
 * and is done once; another request has its own.
 */
import { newActKey } from '../hub/hub.ts'

export interface ActKey {
  keyFor (request: unknown): string
  /** The act is done: the same words are a new act from now on. */
  done (): void
}

export function useActKey (): ActKey {
  let last: { request: string, key: string } | undefined
  return {
    keyFor (request) {
      const text = JSON.stringify(request)
      if (last?.request !== text) last = { request: text, key: newActKey() }
      return last.key
    },
    done () { last = undefined }
  }
}
