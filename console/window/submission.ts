/**
 * Sends a form: under one key however often it has to be sent. While it is not known whether the hub has got it, the
 * form must not change: the same is sent again.
 */
import { computed, ref, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { components } from '../../openapi/hub.d.ts'
import { ask, hub } from '../hub/hub.ts'
import { Refusal } from '../hub/refusal.ts'
import { useAct } from '../pieces/act.ts'
import type { Draft } from './keep-draft.ts'

type Schemas = components['schemas']

export interface Submission {
  submit (): Promise<void>
  isBusy: Ref<boolean>
  refusal: ShallowRef<Refusal | undefined>
  /** Whether it may have arrived. */
  isUnknown: ComputedRef<boolean>
  isTried: Ref<boolean>
}

interface Sending {
  draft: Draft
  form: () => Record<string, unknown>
  done: (application: Schemas['Application'], form: Schemas['ApplicationForm']) => Promise<void>
}

/** What leaves open whether the hub has done it. */
const OPEN = new Set(['not-reached', 'not-understood', 'idempotency-key-busy'])

/** None where it was never kept or read. */
function seen ({ id, version }: Draft): { draftId?: string, draftVersion?: number } {
  if (id.value === undefined || version.value === 0) return {}
  return { draftId: id.value, draftVersion: version.value }
}

export function useSubmission ({ draft, form, done }: Sending): Submission {
  const isTried = ref(false)
  const { act, isBusy, refusal } = useAct(async () => {
    isTried.value = true
    // The key is kept with it: whatever becomes of this page, the same submission can be sent again.
    await draft.save()
    // Somebody has to decide first which of the two is meant.
    if (draft.refusal.value?.code === 'draft-changed') throw draft.refusal.value
    // Whatever is wrong with it the hub says.
    const body = form() as Schemas['ApplicationForm']
    const application = await ask(hub.POST('/v1/applications', {
      params: { header: { 'Idempotency-Key': draft.key.value }, query: seen(draft) }, body
    })).catch(error => {
      if (error instanceof Refusal && error.code === 'draft-changed') draft.refusal.value = error
      throw error
    })
    await done(application, body)
  })
  const isUnknown = computed(() => refusal.value !== undefined && OPEN.has(refusal.value.code))
  return { submit: act, isBusy, refusal, isUnknown, isTried }
}
