/** Good values with something changed in them: the forms that get furthest before they are refused. */
import fc from 'fast-check'
import { hostileValue } from './hostile.ts'

type Path = Array<string | number>

/** One to three places of the value taken out, replaced, or given something more. */
export function mutated (good: unknown): fc.Arbitrary<unknown> {
  const places = pathsOf(good)
  const change = fc.record({
    at: fc.constantFrom(...places),
    how: fc.constantFrom('replace', 'remove', 'add'),
    what: hostileValue,
    name: fc.constantFrom('extra', 'kind', 'services', 'supplier', '__proto__x', 'toString', '')
  })
  return fc.array(change, { minLength: 1, maxLength: 3 }).map(changes => {
    const value = structuredClone({ root: good })
    // A copy each: the same hostile value may be drawn again, and would else be put into itself.
    for (const { at, how, what, name } of changes) apply(value, ['root', ...at], how, structuredClone(what), name)
    return value.root
  })
}

function pathsOf (value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  const step = (key: string): string | number => Array.isArray(value) ? Number(key) : key
  return [path, ...Object.entries(value).flatMap(([key, item]) => pathsOf(item, [...path, step(key)]))]
}

/** A place that an earlier change has taken away is left alone. */
function apply (value: any, path: Path, how: string, what: unknown, name: string): void {
  const key = path.at(-1)!
  const parent = path.slice(0, -1)
    .reduce((at, step) => typeof at === 'object' && at !== null ? at[step] : undefined, value)
  if (typeof parent !== 'object' || parent === null || !Object.hasOwn(parent, key)) return
  if (how === 'remove') {
    if (Array.isArray(parent)) parent.splice(Number(key), 1)
    else delete parent[key]
  } else if (how === 'add' && typeof parent[key] === 'object' && parent[key] !== null) {
    if (Array.isArray(parent[key])) parent[key].push(what)
    else parent[key][name] = what
  } else parent[key] = what
}
