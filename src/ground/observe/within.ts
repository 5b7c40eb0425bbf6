/** A time limit for a question that is answered at once as long as all is well. */

/**
 * Asks for something that many may want at once: who comes while an answer is under way waits for that one. Throws when
 * there is none in time; the next one asks anew.
 */
export function within<T> (milliseconds: number, ask: () => Promise<T>): () => Promise<T> {
  let underWay: Promise<T> | undefined
  return () => {
    underWay ??= inTime(milliseconds, ask()).finally(() => { underWay = undefined })
    return underWay
  }
}

async function inTime<T> (milliseconds: number, answer: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds)
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}
