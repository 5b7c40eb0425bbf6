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

/**
 * The target with the patches applied one after the other. No single patch does what two do: one that takes an object
 * out and one that puts a member in would, as one, leave the other members where they are.
 */
export function mergePatches (target: unknown, patches: unknown[]): unknown {
  return patches.reduce(mergePatch, target)
}

function isObject (value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
