/**
 * What orders of an enterprise are called that this process has opened lately, where references of one moment have run
 * out before (state-grid: a hundred a second). It spares looking for a free one in the database, which alone holds that
 * no two orders are called the same.
 */

/** Of an enterprise; as many again are kept of those before. */
const MOST = 50_000

export interface TakenReferences {
  /** What an order may be called: the first that is not known to be taken. It counts as taken from now on. */
  take (enterprise: string, reference: (candidate: number) => string): string
  /** This one is taken by somebody else: the first time that happens, those of the enterprise begin to be kept. */
  note (enterprise: string, reference: string): void
}

export function newTakenReferences (): TakenReferences {
  const enterprises = new Map<string, { recent: Set<string>, before: Set<string> }>()

  function note (enterprise: string, reference: string): void {
    const { recent, before } = enterprises.get(enterprise) ?? { recent: new Set(), before: new Set() }
    const isFull = recent.size >= MOST
    const next = isFull ? { recent: new Set<string>(), before: recent } : { recent, before }
    next.recent.add(reference)
    enterprises.set(enterprise, next)
  }

  return {
    take (enterprise, reference) {
      const known = enterprises.get(enterprise)
      if (!known) return reference(0)
      const { recent, before } = known
      const taken = firstFree(candidate => {
        const one = reference(candidate)
        return recent.has(one) || before.has(one)
      })
      const free = reference(taken)
      note(enterprise, free)
      return free
    },
    note
  }
}

/** Candidates are taken from 0 on, so those that are lie together: steps grow, then halve between two. */
function firstFree (isTaken: (candidate: number) => boolean): number {
  if (!isTaken(0)) return 0
  let taken = 0
  let free = 1
  while (isTaken(free)) [taken, free] = [free, free * 2]
  while (free - taken > 1) {
    const middle = (taken + free) >> 1
    if (isTaken(middle)) taken = middle
    else free = middle
  }
  return free
}
