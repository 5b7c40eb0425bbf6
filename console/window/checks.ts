/** Asks what is wrong with the form some time after the last change; only the answer to what was asked last counts. */
import { onBeforeUnmount, shallowRef, type ShallowRef } from 'vue'
import type { components } from '../../openapi/hub.d.ts'
import { ask, hub } from '../hub/hub.ts'
import { Refusal } from '../hub/refusal.ts'

type Check = components['schemas']['ApplicationCheck']

/** Milliseconds after the last change. */
const QUIET = 600

export interface Checks {
  found: ShallowRef<Check | undefined>
  /** Why it is not known what is wrong. */
  failed: ShallowRef<Refusal | undefined>
  soon (): void
}

export function useChecks (form: () => Record<string, unknown>): Checks {
  const found = shallowRef<Check>()
  const failed = shallowRef<Refusal>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let asked = 0
  onBeforeUnmount(() => {
    clearTimeout(timer)
    asked++
  })

  async function check (): Promise<void> {
    const mine = ++asked
    try {
      const answer = await ask(hub.POST('/v1/application-checks', { body: form() }))
      if (mine !== asked) return
      found.value = answer
      failed.value = undefined
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      if (mine === asked) failed.value = error
    }
  }

  return {
    found,
    failed,
    soon () {
      clearTimeout(timer)
      timer = setTimeout(check, QUIET)
    }
  }
}
