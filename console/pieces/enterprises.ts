/** The enterprises of the hub, as a filter lists them. */
import { shallowRef, type ShallowRef } from 'vue'
import type { Option } from '../contract/words.ts'
import { ask, hub } from '../hub/hub.ts'
import { Refusal } from '../hub/refusal.ts'

/** Empty until they are read; a list can be used without them. */
export function useEnterprises (): ShallowRef<readonly Option[]> {
  const options = shallowRef<readonly Option[]>([])
  ask(hub.GET('/v1/enterprises'))
    .then(({ enterprises }) => { options.value = enterprises.map(({ slug, name }) => ({ value: slug, label: name })) })
    .catch(error => { if (!(error instanceof Refusal)) throw error })
  return options
}
