/**
 * Where to go after signing in: a place of the console, or its beginning. The address bar may say anything; whatever
 * leads elsewhere is not gone to.
 */
export function pathWithin (to: unknown): string {
  const isWithin = typeof to === 'string' && /^\/(?!\/)[^\\\p{Cc}]*$/u.test(to) && !to.split(/[/?#]/).some(isDots)
  return isWithin ? to : '/'
}

/** A segment that a browser takes for the folder itself or the one above. */
function isDots (segment: string): boolean {
  return /^(?:\.|%2e){1,2}$/i.test(segment)
}
