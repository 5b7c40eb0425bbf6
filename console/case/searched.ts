/** What is looked for: held by the page while it is open, since it may be a person's name or number. */
import { readonly, ref } from 'vue'

const held = ref('')
const times = ref(0)

export const searched = readonly(held)
/** Grows with every search, also for the same text. */
export const searches = readonly(times)

export function hold (text: string): void {
  held.value = text
  times.value++
}
