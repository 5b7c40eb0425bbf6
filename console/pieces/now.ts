/** What time it is, every half minute anew: relative times on the screen stay true. */
import { shallowReadonly, shallowRef } from 'vue'

const current = shallowRef(new Date())
setInterval(() => { current.value = new Date() }, 30_000)

export const now = shallowReadonly(current)
