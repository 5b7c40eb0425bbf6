/** Who is signed in, in this browser; what they may, and until when. */
import { computed, ref } from 'vue'
import type { components } from '../../openapi/hub.d.ts'
import { asPerson, ask, hub, onSignedOut } from '../hub/hub.ts'
import { Refusal } from '../hub/refusal.ts'

export type Session = components['schemas']['Session']
export type Role = components['schemas']['Role']

/** Undefined until the hub has been asked, null where nobody has begun to sign in. */
export const session = ref<Session | null>()

export const isSignedIn = computed(() => session.value?.wanted === 'nothing')

/** As it was typed: while somebody signs in, the hub does not say whose password it was. */
export const typedLogin = ref('')

/** Whether somebody was signed in when the session ended: they are told, and come back to where they were. */
export const hasEnded = ref(false)

/**
 * A page is one person's, with all that it holds of applicants in memory. Whoever else signs in gets another one: it is
 * loaded anew.
 */
let owner: string | undefined

function take (next: Session): void {
  const { login } = next
  if (login !== undefined) {
    if (owner !== undefined && owner !== login) location.replace('/console/')
    owner = login
    asPerson(login)
  }
  session.value = next
}

onSignedOut(() => {
  hasEnded.value = isSignedIn.value
  session.value = null
})

export function hasRole (roles: readonly Role[]): boolean {
  return session.value?.roles?.some(role => roles.includes(role)) ?? false
}

export function may (scope: string): boolean {
  return session.value?.scopes?.includes(scope) ?? false
}

/** Asks the hub; asking does not make a session longer. */
export async function readSession (): Promise<void> {
  try {
    take(await ask(hub.GET('/v1/session')))
  } catch (error) {
    if (!(error instanceof Refusal) || error.problem.status !== 401) throw error
    session.value = null
  }
}

/** What each step of signing in answers. */
export function came (next: Session): void {
  hasEnded.value = false
  take(next)
}

const lasts = new Set<() => Promise<void>>()

/** What is still to be done before somebody is signed out; gives back how to take it away again. */
export function beforeSignOut (last: () => Promise<void>): () => void {
  lasts.add(last)
  return () => lasts.delete(last)
}

export async function signOut (): Promise<void> {
  await Promise.all([...lasts].map(last => last()))
  await ask(hub.DELETE('/v1/session'))
  // Places in lists that the router remembers have numbers of applications in them.
  sessionStorage.clear()
  location.replace('/console/sign-in?left')
}
