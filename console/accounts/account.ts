/** Accounts, as the screens say and change them. */
import type { components } from '../../openapi/hub.d.ts'
import { labelOf, type Option } from '../contract/words.ts'
import type { Tone } from '../pieces/Tag.vue'

type Schemas = components['schemas']
export type Account = Schemas['Account']
export type AccountAct = Schemas['AccountAct']['act']

const TONES: Record<Schemas['AccountState'], Tone> = { active: 'good', locked: 'warned', closed: 'still' }

/** One that failures hold cannot sign in either, for a while. */
export function stateTag ({ state, heldUntil }: Account, now: Date): { tone: Tone, label: string } {
  if (state === 'active' && heldUntil && new Date(heldUntil) > now) return { tone: 'warned', label: '暂停登录' }
  return { tone: TONES[state], label: labelOf('AccountState', state) }
}

/** `服务专员（泾县乡镇供水）`. */
export function rolesOf ({ roles, enterprise }: Account, enterprises: readonly Option[]): string {
  const names = roles.map(role => labelOf('Role', role)).join('、')
  if (enterprise === undefined) return names
  return `${names}（${enterprises.find(({ value }) => value === enterprise)?.label ?? enterprise}）`
}

/** What is typed of an account, empty where nothing is. */
export interface Typed {
  login: string
  name: string
  unit: string
  roles: Schemas['Role'][]
  enterprise: string
  phone: string
  mail: string
}

export const NOTHING: Typed = { login: '', name: '', unit: '', roles: [], enterprise: '', phone: '', mail: '' }

/** What was typed, without what was left empty; a specialist alone is of an enterprise. */
export function givenOf ({ enterprise, ...typed }: Typed): Schemas['NewAccount'] {
  const isSpecialist = typed.roles.includes('specialist')
  const all = { ...typed, ...isSpecialist && { enterprise } }
  return Object.fromEntries(Object.entries(all).flatMap(([name, value]) => {
    const given = typeof value === 'string' ? value.trim() : value
    return given.length === 0 ? [] : [[name, given]]
  })) as unknown as Schemas['NewAccount']
}

/** What of an account is other than it was; what was taken away cannot be told to the hub, and stays. */
export function changeOf (account: Account, typed: Typed): Schemas['AccountChange'] {
  const { login: _login, ...given } = givenOf(typed)
  return Object.fromEntries(Object.entries(given).filter(([name, value]) =>
    JSON.stringify(value) !== JSON.stringify(account[name as keyof Account])))
}
