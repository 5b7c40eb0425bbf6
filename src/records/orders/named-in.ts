/**
 * Which persons of applications a text names, whatever it is about: found by the keyed hashes that applications are
 * found by, so that no form has to be opened, and no text compared with all of them.
 */
import type { Queryable } from '../../ground/database/pool.ts'
import type { SearchField } from '../../ground/sealing/search-hash.ts'
import type { Vault } from '../../ground/sealing/vault.ts'

/** Names of two characters are words of everyday too often: they are looked for in what is about their person only. */
const LEAST = 3
const LONGEST = 6

/** Names of many peoples are written in several parts, at most so many. */
const MOST_PARTS = 4
const DOTTED = /[\p{Script=Han}·•‧∙⋅・･]+/gu
const DOT = /[·•‧∙⋅・･]/u
const LATIN = /[A-Za-z]+(?: [A-Za-z]+)*/g
const RUN = /\p{Script=Han}{3,}/gu
const NUMBER = /(?<![0-9A-Za-z])[0-9A-Za-z]{6,20}(?![0-9A-Za-z])/g
const PHONE = /(?<!\d)\d[\d -]{5,16}\d(?!\d)/g

interface Candidate { field: SearchField, value: string }

/** The parts of a text that are the name or a number of somebody who has applied. */
export async function namedIn (
  { search }: Pick<Vault, 'search'>, connection: Queryable, text: string
): Promise<string[]> {
  const hashed = candidatesIn(text).flatMap(({ field, value }) =>
    search.candidates(field, value).map(hash => ({ value, hash })))
  if (hashed.length === 0) return []
  const { rows } = await connection.query<{ place: number }>(`
    select place from unnest($1::bytea[]) with ordinality as given (hash, place)
    where exists (select from search_hashes where search_hashes.hash = given.hash)`,
  [hashed.map(({ hash }) => hash)])
  return [...new Set(rows.map(({ place }) => hashed[place - 1]!.value))]
}

function candidatesIn (text: string): Candidate[] {
  const found = (pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([whole]) => whole)
  const dotted = found(DOTTED).filter(run => DOT.test(run))
  const names = [...dotted, ...found(LATIN).flatMap(wordsOf), ...found(RUN).flatMap(piecesOf)]
  const fields: Array<[SearchField, string[]]> = [
    ['applicantName', names],
    ['idNumber', found(NUMBER)],
    ['unifiedSocialCreditCode', found(NUMBER)],
    ['phone', found(PHONE)]
  ]
  return fields.flatMap(([field, values]) => [...new Set(values)].map(value => ({ field, value })))
}

/** Two and more that stand one after the other. */
function wordsOf (run: string): string[] {
  const words = run.split(' ')
  return words.flatMap((_first, from) => {
    const most = Math.min(MOST_PARTS, words.length - from)
    return Array.from({ length: Math.max(0, most - 1) }, (_words, index) =>
      words.slice(from, from + 2 + index).join(' '))
  })
}

function piecesOf (run: string): string[] {
  const characters = [...run]
  return characters.flatMap((_first, from) => {
    const most = Math.min(LONGEST, characters.length - from)
    return Array.from({ length: Math.max(0, most - LEAST + 1) }, (_piece, index) =>
      characters.slice(from, from + LEAST + index).join(''))
  })
}
