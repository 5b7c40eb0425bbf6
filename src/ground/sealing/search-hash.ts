/**
 * Keyed hashes that applications are found by, without what was hashed being readable: HMAC with a key of its own over
 * the field's name and its value in one spelling. Whoever has the database but not the key can neither read nor try out
 * values.
 */
import { createHmac, createSecretKey, hkdfSync } from 'node:crypto'
import { ALGORITHMS } from './algorithms.ts'
import type { PersonalDataSettings } from './settings.ts'

export type SearchField = 'idNumber' | 'phone' | 'applicantName' | 'unifiedSocialCreditCode'

/** Values that mean the same person are spelled alike. */
const SPELLINGS: Record<SearchField, (text: string) => string> = {
  idNumber: text => text.toUpperCase(),
  // 010-62345678 and 01062345678 are one number.
  phone: text => text.replaceAll(/\D/g, ''),
  // The dot in 阿卜杜拉·买买提 is typed in many ways.
  applicantName: text =>
    text.normalize('NFC').replaceAll(/[•‧∙⋅・･]/g, '·').replaceAll(/\s+/g, ' ').trim().toUpperCase(),
  unifiedSocialCreditCode: text => text.toUpperCase()
}

export interface SearchHashes {
  /** Names key and digest of what `hash` makes. */
  way: string
  hash (field: SearchField, value: string): Buffer
  /** The hash, and how it was made before: with the previous key, with the digest that goes with another algorithm. */
  candidates (field: SearchField, value: string): Buffer[]
  /** Keyed like a hash: tells whether two contents of a kind are the same, and nothing of what they are. */
  fingerprint (kind: FingerprintKind, content: Buffer): Buffer
  /** The fingerprint, and how it was made before. */
  fingerprints (kind: FingerprintKind, content: Buffer): Buffer[]
}

/** What is told apart by a fingerprint; none is called like a field. */
export type FingerprintKind =
  'callback' | 'refusedCallback' | 'idempotencyKey' | 'signInAccount' | 'signInAddress' | 'lookUpNumber' |
  'lookUpAddress' | 'providerSubject' | 'ratingNetwork' | 'ratingUnit' | 'filingAddress'

/** New hashes use the digest of the active key's algorithm. */
export function searchHashes ({ keys, active, searchKey, previousSearchKey }: PersonalDataSettings): SearchHashes {
  const activeFirst = [keys.find(({ id }) => id === active)!, ...keys]
  const digests = new Set(activeFirst.map(({ algorithm }) => ALGORITHMS[algorithm].digest))
  const searchKeys = [searchKey, ...previousSearchKey === undefined ? [] : [previousSearchKey]]
    .map(key => createSecretKey(key, 'base64'))
  const ways = searchKeys.flatMap(key => [...digests].map(digest => ({ key, digest })))
  const [{ key, digest }] = ways as [typeof ways[number]]

  function hashed ({ key, digest }: typeof ways[number], field: SearchField, value: string): Buffer {
    return createHmac(digest, key).update(`${field}\n${SPELLINGS[field](value)}`).digest()
  }

  function printed ({ key, digest }: typeof ways[number], kind: FingerprintKind, content: Buffer): Buffer {
    return createHmac(digest, key).update(`${kind}\n`).update(content).digest()
  }

  return {
    way: `${digest}:${Buffer.from(hkdfSync(digest, key, '', 'lianban search key', 6)).toString('hex')}`,
    hash: (field, value) => hashed(ways[0]!, field, value),
    candidates: (field, value) => ways.map(way => hashed(way, field, value)),
    fingerprint: (kind, content) => printed(ways[0]!, kind, content),
    fingerprints: (kind, content) => ways.map(way => printed(way, kind, content))
  }
}
