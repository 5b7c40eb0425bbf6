/** The list that one has come from, with its filters and at its place; else the list as it begins. */
import { useRouter } from 'vue-router'

/** `list` is the list's path. */
export function listBehind (list: string): string {
  const { back } = useRouter().options.history.state
  return typeof back === 'string' && (back === list || back.startsWith(`${list}?`)) ? back : list
}
