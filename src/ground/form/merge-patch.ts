/** JSON Merge Patch (RFC 7396). */

/** The target with the patch applied. */
export function mergePatch (target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch
  const merged: Record<string, unknown> = isObject(target) ? { ...target } : {}
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete merged[name]
    else merged[name] = mergePatch(merged[name], value)
  }
  return merged
}

/** One patch that does what two do one after the other: a `null` stays, for it takes a field out. */
export function composePatches (earlier: unknown, later: unknown): unknown {
  if (!isObject(earlier) || !isObject(later)) return later
  const composed: Record<string, unknown> = { ...earlier }
  for (const [name, value] of Object.entries(later)) composed[name] = composePatches(earlier[name], value)
  return composed
}

function isObject (value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
