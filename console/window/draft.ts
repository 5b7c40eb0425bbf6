/**
 * The form is kept on the server as it is filled in, sealed and for its person alone: some seconds after the last
 * change, and before one leaves. Nothing of it is stored in the browser.
 */
import { onBeforeUnmount, onMounted, watch } from 'vue'
import { onBeforeRouteLeave, useRoute, useRouter } from 'vue-router'
import { ElMessageBox } from 'element-plus'
import { isEmpty, type FormModel } from '../form/form-model.ts'
import { beforeSignOut, isSignedIn, session } from '../session/session.ts'
import { keepDraft, waitsForSomebody, type Draft } from './keep-draft.ts'

/** Milliseconds after the last change; after a failure it is tried again. */
const QUIET = 3_000
const AGAIN = 15_000

/** What was being typed when a session ended: for the same person, should they go on in this page. */
let interrupted: { login: string, id: string | undefined, version: number, key: string, model: FormModel } | undefined

/** `onKept` is told the id before the address has it. */
export function useDraft (model: FormModel, onKept: (draftId: string) => void): Draft {
  const route = useRoute()
  const router = useRouter()
  const login = session.value!.login!
  const draft = keepDraft(model, typeof route.query['draft'] === 'string' ? route.query['draft'] : undefined)
  const { id, isDirty, isClosed, refusal, save } = draft
  let timer: ReturnType<typeof setTimeout> | undefined

  function saveIn (time: number): void {
    clearTimeout(timer)
    if (isClosed.value || !isDirty.value || waitsForSomebody(draft)) return
    timer = setTimeout(async () => {
      await save()
      if (refusal.value) saveIn(AGAIN)
    }, time)
  }

  onMounted(async () => {
    const left = interrupted
    interrupted = undefined
    if (left && left.login === login && left.id === id.value) {
      Object.assign(model, left.model)
      draft.takeUp(left)
    } else if (id.value !== undefined) await draft.read()
    watch([() => JSON.stringify(model), isDirty], () => saveIn(QUIET), { immediate: true })
  })
  // Whoever comes back to this address goes on with it.
  watch(id, async now => {
    onKept(now!)
    if (route.name === 'new-application') await router.replace({ query: { draft: now } })
  })

  /** Closing the page asks, and keeps it at once. */
  function onUnload (event: BeforeUnloadEvent): void {
    if (isClosed.value || !isDirty.value || isEmpty(model)) return
    save()
    event.preventDefault()
  }
  addEventListener('beforeunload', onUnload)
  const stop = beforeSignOut(save)
  onBeforeUnmount(() => {
    removeEventListener('beforeunload', onUnload)
    stop()
    clearTimeout(timer)
    // Another form in its place.
    if (isSignedIn.value) save()
  })

  onBeforeRouteLeave(async () => {
    if (isClosed.value) return true
    if (isSignedIn.value) await save()
    if (!isDirty.value || isEmpty(model)) return true
    if (!isSignedIn.value) {
      const { version, key } = draft
      const typed: FormModel = JSON.parse(JSON.stringify(model))
      interrupted = { login, id: id.value, version: version.value, key: key.value, model: typed }
      return true
    }
    return await isLeft(refusal.value?.words)
  })

  return draft
}

async function isLeft (why = '内容没有存为草稿'): Promise<boolean> {
  return await ElMessageBox.confirm(`${why}。现在离开，最近填写的内容会丢失。`, '没有存为草稿', {
    confirmButtonText: '离开', cancelButtonText: '留在这里'
  }).then(() => true, () => false)
}
