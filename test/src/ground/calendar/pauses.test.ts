import { test } from 'tap'
import { piecesOf, stretchesOf } from '../../../../src/ground/calendar/pauses.ts'

const pause = (from: number, to: number | null, cause: string) => ({ from, to, cause })

test('of what overlaps each moment belongs to the pause that began first', async t => {
  t.strictSame(piecesOf([pause(3, 10, 'approval'), pause(1, 5, 'applicant'), pause(8, 15, 'enterprise')]), [
    { from: 1, to: 5, cause: 'applicant' }, { from: 5, to: 10, cause: 'approval' }, { from: 10, to: 15, cause: 'enterprise' }
  ])
  t.strictSame(piecesOf([pause(1, 20, 'applicant'), pause(5, 10, 'approval')]), [{ from: 1, to: 20, cause: 'applicant' }])
})

test('one that is open goes on, and covers what begins after it', async t => {
  t.strictSame(piecesOf([pause(5, null, 'approval'), pause(7, 9, 'applicant'), pause(1, 6, 'applicant')]), [
    { from: 1, to: 6, cause: 'applicant' }, { from: 6, to: Infinity, cause: 'approval' }
  ])
})

test('one of no length is none, one that ends before it begins a mistake', async t => {
  t.strictSame(piecesOf([pause(5, 5, 'applicant')]), [])
  t.throws(() => piecesOf([pause(5, 4, 'applicant')]), RangeError)
})

test('a stretch of time is cut where pauses begin and end', async t => {
  const pieces = piecesOf([pause(1, 3, 'a'), pause(5, 6, 'b'), pause(9, 20, 'c')])
  t.strictSame(stretchesOf(2, 10, pieces, 0).map(({ from, to, piece }) => [from, to, piece?.cause]), [
    [2, 3, 'a'], [3, 5, undefined], [5, 6, 'b'], [6, 9, undefined], [9, 10, 'c']
  ])
  t.strictSame(stretchesOf(6, 9, pieces, 2), [{ from: 6, to: 9, piece: undefined }])
  t.strictSame(stretchesOf(9, 9, pieces, 0), [])
})
