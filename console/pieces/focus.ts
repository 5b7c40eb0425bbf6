/** A field that has the focus when it appears: the attribute of HTML works while a page loads, and not afterwards. */
import { nextTick, onMounted, type ShallowRef } from 'vue'

interface Focusable { focus: () => void }

export function useFocus (field: Readonly<ShallowRef<Focusable | null>>): void {
  onMounted(async () => {
    await nextTick()
    field.value?.focus()
  })
}
