/**
 * Seals what is personal before it is stored, and opens it again. The one place where keys are used; how a sealed value
 * looks is in envelope.ts, which columns hold them in sealed-columns.ts.
 */
import { createSecretKey, hkdfSync } from 'node:crypto'
import { unusedBytes } from '../random/random-bytes.ts'
import { ALGORITHMS, type AlgorithmName } from './algorithms.ts'
import { header, NotOpened, readEnvelope } from './envelope.ts'
import { SEALED_COLUMNS, type SealedColumnName } from './sealed-columns.ts'
import { searchHashes, type SearchHashes } from './search-hash.ts'
import type { PersonalDataSettings } from './settings.ts'

/** Where a value is kept: a sealed column or the storage of attachments, and the primary key of its row. */
export type Place = [column: SealedColumnName | 'attachment', ...row: Array<string | number>]

export interface VaultKey {
  id: string
  algorithm: AlgorithmName
  /** Distinguishes the key from any other without revealing anything of it. */
  checkValue: Buffer
}

export interface Vault {
  /** Id of the key that everything is sealed with now. */
  active: string
  keys: readonly VaultKey[]
  search: SearchHashes
  /** Under the active key. */
  seal (place: Place, value: unknown): Buffer
  /** Throws NotOpened. */
  open<T> (place: Place, sealed: Buffer): T
  sealBytes (place: Place, content: Buffer): Buffer
  openBytes (place: Place, sealed: Buffer): Buffer
}

export function openVault (settings: PersonalDataSettings): Vault {
  const { active } = settings
  const keys = settings.keys.map(({ id, algorithm, key }) => (
    { id, algorithm, secret: createSecretKey(key, 'base64') }))
  const ciphers = new Map(keys.map(({ id, algorithm, secret }) => [id, ALGORITHMS[algorithm].cipher(secret)]))

  function sealBytes (place: Place, content: Buffer): Buffer {
    const cipher = ciphers.get(active)!
    const nonce = unusedBytes(cipher.nonceBytes)
    const head = header(active)
    return Buffer.concat([head, nonce, cipher.encrypt(nonce, content, associated(head, place))])
  }

  function openBytes (place: Place, sealed: Buffer): Buffer {
    const { keyId, rest } = readEnvelope(sealed)
    const cipher = ciphers.get(keyId)
    if (!cipher) throw new NotOpened(`personalData.keys has no key ${keyId}`)
    const { nonceBytes } = cipher
    try {
      return cipher.decrypt(rest.subarray(0, nonceBytes), rest.subarray(nonceBytes), associated(header(keyId), place))
    } catch (error) {
      throw new NotOpened(`a sealed ${place[0]} was changed, or sealed for another place or with another key ${keyId}`,
        { cause: error })
    }
  }

  return {
    active,
    keys: keys.map(({ id, algorithm, secret }) => {
      const checkValue = hkdfSync(ALGORITHMS[algorithm].digest, secret, '', 'lianban key check', 16)
      return { id, algorithm, checkValue: Buffer.from(checkValue) }
    }),
    search: searchHashes(settings),
    seal: (place, value) => sealBytes(place, Buffer.from(JSON.stringify(value))),
    open: (place, sealed) => JSON.parse(openBytes(place, sealed).toString()),
    sealBytes,
    openBytes
  }
}

/** Neither the names of columns nor the keys of rows have line breaks in them. */
function associated (head: Buffer, [name, ...row]: Place): Buffer {
  const column = name === 'attachment' ? name : `${SEALED_COLUMNS[name].table}.${SEALED_COLUMNS[name].column}`
  return Buffer.concat([head, Buffer.from([column, ...row].join('\n'))])
}
