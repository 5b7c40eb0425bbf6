/** Pauses of a period, put one after the other: of what overlaps each moment belongs to the pause that began first. */

/** From one instant to before another, or without an end so far. */
export interface Pause<Cause extends string = string> { from: number, to: number | null, cause: Cause }

/** A piece of a pause; `to` is Infinity where it has no end so far. */
export interface Piece<Cause extends string = string> { from: number, to: number, cause: Cause }

/** In their order, without overlaps. Throws RangeError where a pause ends before it begins. */
export function piecesOf<Cause extends string> (pauses: ReadonlyArray<Pause<Cause>>): Array<Piece<Cause>> {
  const pieces: Array<Piece<Cause>> = []
  let covered = -Infinity
  for (const { from, to, cause } of pauses.toSorted((one, other) => one.from - other.from)) {
    const end = to ?? Infinity
    if (end < from) throw new RangeError('a pause ends before it begins')
    if (end <= covered || end === from) continue
    pieces.push({ from: Math.max(from, covered), to: end, cause })
    covered = end
  }
  return pieces
}

/** A stretch of office hours that no pause takes out, or that one does. */
export interface Stretch<Cause extends string = string> { from: number, to: number, piece: Piece<Cause> | undefined }

/** The stretches of `[from, to)`, in their order; `next` is the first of the pieces that may reach into it. */
export function stretchesOf<Cause extends string> (
  from: number, to: number, pieces: ReadonlyArray<Piece<Cause>>, next: number
): Array<Stretch<Cause>> {
  const stretches: Array<Stretch<Cause>> = []
  let at = from
  for (let index = next; at < to; index++) {
    const piece = pieces[index]
    if (!piece || piece.from >= to) {
      stretches.push({ from: at, to, piece: undefined })
      break
    }
    if (piece.to <= at) continue
    if (piece.from > at) stretches.push({ from: at, to: piece.from, piece: undefined })
    at = Math.max(at, piece.from)
    const end = Math.min(piece.to, to)
    stretches.push({ from: at, to: end, piece })
    at = end
  }
  return stretches
}
