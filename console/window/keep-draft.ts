/** One form as it is kept on the server, with what stands in it now. */
import { computed, ref, shallowRef, type ComputedRef, type Ref } from 'vue'
import { modelOf, isEmpty, type FormModel } from '../form/form-model.ts'
import { ask, hub, newActKey } from '../hub/hub.ts'
import { Refusal } from '../hub/refusal.ts'

export interface Draft {
  /** Undefined until it has been kept for the first time. */
  id: Ref<string | undefined>
  /** The one that was seen last; 0 before there is one. */
  version: Ref<number>
  savedAt: Ref<string | undefined>
  isDirty: ComputedRef<boolean>
  isClosed: Ref<boolean>
  refusal: Ref<Refusal | undefined>
  /** Of the one submission that comes of it, whichever tab it comes from. */
  key: Ref<string>
  /** Reads it as it is kept now: what stands here is lost. */
  read (): Promise<void>
  /** Goes on with what stands in the form, which is not kept yet. */
  takeUp (left: { version: number, key: string }): void
  /** Keeps what stands here, whatever another tab has kept. */
  overwrite (): Promise<void>
  /** Keeps it now; what is changed in the meantime is kept after it. */
  save (): Promise<void>
  /** It is submitted: nothing is kept any more. */
  close (): Promise<void>
}

export function keepDraft (model: FormModel, known: string | undefined): Draft {
  const id = ref(known)
  const version = ref(0)
  const key = ref(newActKey())
  const savedAt = ref<string>()
  const refusal = shallowRef<Refusal>()
  const isClosed = ref(false)
  const kept = ref(JSON.stringify(model))
  const isDirty = computed(() => JSON.stringify(model) !== kept.value)
  let last: Promise<void> = Promise.resolve()

  async function save (): Promise<void> {
    last = last.then(store)
    await last
  }

  async function store (): Promise<void> {
    if (isClosed.value || !isDirty.value || (id.value === undefined && isEmpty(model))) return
    const text = JSON.stringify(model)
    const form = { ...JSON.parse(text), submissionKey: key.value }
    await told(async () => {
      const now = id.value === undefined
        ? await ask(hub.POST('/v1/drafts', { body: { form }, keepalive: true }))
        : await ask(hub.PUT('/v1/drafts/{draftId}', {
          params: { path: { draftId: id.value } }, body: { form, version: version.value }, keepalive: true
        }))
      id.value = now.draftId
      version.value = now.version
      savedAt.value = now.changedAt
      kept.value = text
    })
  }

  async function read (): Promise<void> {
    await told(async () => {
      const found = await ask(hub.GET('/v1/drafts/{draftId}', { params: { path: { draftId: id.value! } } }))
      version.value = found.version
      savedAt.value = found.changedAt
      Object.assign(model, modelOf(found.form))
      if (typeof found.form['submissionKey'] === 'string') key.value = found.form['submissionKey']
      kept.value = JSON.stringify(model)
    })
  }

  async function told (work: () => Promise<void>): Promise<void> {
    try {
      await work()
      refusal.value = undefined
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      refusal.value = error
    }
  }

  function takeUp (left: { version: number, key: string }): void {
    version.value = left.version
    key.value = left.key
    kept.value = ''
  }

  async function overwrite (): Promise<void> {
    const found = await ask(hub.GET('/v1/drafts/{draftId}', { params: { path: { draftId: id.value! } } }))
    takeUp({ version: found.version, key: key.value })
    await save()
  }

  async function close (): Promise<void> {
    isClosed.value = true
    await last
  }

  return { id, version, savedAt, isDirty, isClosed, refusal, key, read, takeUp, overwrite, save, close }
}

/** Nothing comes of trying again before somebody has decided. */
export function waitsForSomebody ({ refusal }: Draft): boolean {
  if (!refusal.value) return false
  const { code, status } = refusal.value.problem
  return status === 401 || ['draft-changed', 'draft-not-found', 'drafts-full'].includes(code)
}
