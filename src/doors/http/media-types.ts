/** Which of the media types that an operation has the caller wants most (RFC 9110, 12.5.1). */
import { Problem } from '../../ground/problem/problem.ts'

/**
 * Of several that are wanted alike the first offered; the first, too, where the caller does not say. Throws Problem
 * `not-acceptable`.
 */
export function wantedType<Type extends string> (accept: string | undefined, offered: readonly Type[]): Type {
  if (accept === undefined || accept.trim() === '') return offered[0]!
  const ranges = accept.split(',').map(rangeOf)
  const weighed = offered.map(type => ({ type, weight: weightOf(type, ranges) }))
  const best = weighed.reduce((one, other) => other.weight > one.weight ? other : one)
  if (best.weight === 0) throw new Problem('not-acceptable')
  return best.type
}

interface Range { type: string, weight: number }

function rangeOf (text: string): Range {
  const [type = '', ...parameters] = text.split(';').map(part => part.trim().toLowerCase())
  const weight = parameters.find(parameter => parameter.startsWith('q='))?.slice(2)
  const isWeight = weight === undefined || /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(weight)
  return { type, weight: weight === undefined ? 1 : isWeight ? Number(weight) : 0 }
}

/** The range that says most about a type decides. */
function weightOf (type: string, ranges: readonly Range[]): number {
  const fitting = [type, `${type.split('/')[0]!}/*`, '*/*']
    .map(pattern => ranges.find(range => range.type === pattern))
  return fitting.find(range => range !== undefined)?.weight ?? 0
}
