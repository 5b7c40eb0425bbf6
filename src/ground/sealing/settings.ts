/** The keys of personal data as settings: written in the file as base64, or in a file of their own each. */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { secret } from '../../../adapters/settings.ts'
import { ALGORITHMS, type AlgorithmName } from './algorithms.ts'

/** A key in base64, exactly as many bytes as it has to be. */
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** HMAC gains nothing from keys longer than its digest, and loses with shorter ones. */
const SEARCH_KEY_BYTES = 32

/** Read together with the settings; the site protects the file. */
const keyFile = z.string().min(1).transform((path, context) => {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch (error) {
    context.addIssue(`无法读取密钥文件：${(error as NodeJS.ErrnoException).code}`)
    return z.NEVER
  }
})

const key = z.strictObject({
  /**
   * Stands beside everything encrypted with the key: letters, digits, `.`, `_`, `-`. Never used again for another key.
   */
  id: z.string().regex(/^[A-Za-z0-9._-]{1,32}$/, '应为 1-32 位字母、数字或 . _ -'),
  algorithm: z.enum(['aes-256-gcm', 'sm4']),
  /** Base64 of 32 bytes for `aes-256-gcm`, of 16 bytes for `sm4`. */
  key: secret.optional(),
  /** File that holds it instead. */
  keyFile: keyFile.optional()
}).superRefine((given, context) => checkKey(context, given, 'key', ALGORITHMS[given.algorithm].keyBytes))
  .transform(({ id, algorithm, key, keyFile }) => ({ id, algorithm, key: (key ?? keyFile)! }))

export interface PersonalDataSettings {
  keys: Array<{ id: string, algorithm: AlgorithmName, key: string }>
  active: string
  searchKey: string
  previousSearchKey?: string | undefined
}

export const personalData = z.strictObject({
  /** Every key that something in the database is encrypted with. */
  keys: z.array(key).min(1),
  /** `id` of the key that new data is encrypted with. */
  active: z.string(),
  /** Key of the hashes that applications are searched by, base64 of 32 bytes. */
  searchKey: secret.optional(),
  /** File that holds it instead. */
  searchKeyFile: keyFile.optional(),
  /** The one before it, still searched by until every row is hashed anew. */
  previousSearchKey: secret.optional(),
  /** File that holds it instead. */
  previousSearchKeyFile: keyFile.optional()
}).superRefine((given, context) => {
  checkKey(context, given, 'searchKey', SEARCH_KEY_BYTES)
  if (given.previousSearchKey !== undefined || given.previousSearchKeyFile !== undefined) {
    checkKey(context, given, 'previousSearchKey', SEARCH_KEY_BYTES)
  }
  checkKeys(context, given)
}).transform(({ keys, active, searchKey, searchKeyFile, ...previous }): PersonalDataSettings => {
  const previousSearchKey = previous.previousSearchKey ?? previous.previousSearchKeyFile
  return {
    keys,
    active,
    searchKey: (searchKey ?? searchKeyFile)!,
    ...previousSearchKey !== undefined && { previousSearchKey }
  }
})

type Context = z.core.$RefinementCtx<unknown>

/** A key is written in the settings or in a file, not in both, and has the right length. */
function checkKey (context: Context, given: Record<string, unknown>, name: string, bytes: number): void {
  const [written, filed] = [given[name], given[`${name}File`]] as Array<string | undefined>
  const complain = (path: string, message: string): void => {
    context.addIssue({ code: 'custom', path: [path], message })
  }
  if (written !== undefined && filed !== undefined) return complain(`${name}File`, `与 ${name} 只能设置一个`)
  const text = written ?? filed
  if (text === undefined) return complain(name, `必须设置 ${name} 或 ${name}File`)
  if (!BASE64.test(text) || Buffer.from(text, 'base64').length !== bytes) {
    complain(written === undefined ? `${name}File` : name, `应为 ${bytes} 字节密钥的 Base64`)
  }
}

/** The keys, and under other names those that searching uses. */
type GivenKeys = { keys: Array<{ id: string, key: string }>, active: string } & Record<string, unknown>

/** No id twice, no key for two purposes: else taking one out of use would leave it in use. */
function checkKeys (context: Context, { keys, active, ...search }: GivenKeys): void {
  const complain = (path: PropertyKey[], message: string): void => {
    context.addIssue({ code: 'custom', path, message })
  }
  for (const [index, { id, key }] of keys.entries()) {
    if (keys.findIndex(other => other.id === id) < index) complain(['keys', index, 'id'], '密钥标识重复')
    if (keys.findIndex(other => other.key === key) < index) complain(['keys', index], '与另一标识的密钥相同')
    if (Object.values(search).includes(key)) complain(['keys', index], '与检索密钥相同')
  }
  if (!keys.some(({ id }) => id === active)) complain(['active'], '不是 keys 中的密钥标识')
}
