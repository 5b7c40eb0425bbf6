/** Whether the screen is a telephone's: what are tables elsewhere are cards there. */
import { shallowReadonly, shallowRef } from 'vue'

const query = window.matchMedia('(max-width: 600px)')
const narrow = shallowRef(query.matches)
query.addEventListener('change', ({ matches }) => { narrow.value = matches })

export const isNarrow = shallowReadonly(narrow)
