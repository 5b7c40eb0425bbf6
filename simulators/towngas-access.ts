/**
 * The simulated 港华燃气's door, from the interface document's chapter "Transport": who may come in, with which token, and
 * that no seq comes twice.
 */
import { createHash, randomBytes } from 'node:crypto'
import { isUtf8 } from 'node:buffer'
import { DateTime } from 'luxon'

export interface TowngasAccess {
  appId: string
  basePassword: string
  accessPassword: string
  callbackPassword: string
}

/** A refusal in the enterprise's own words. */
export class Refused extends Error {
  readonly resultCode: string

  constructor (resultCode: string, resultMsg: string) {
    super(resultMsg)
    this.resultCode = resultCode
  }
}

export interface Door {
  /** Throws Refused. */
  check (interfaceNumber: string, query: Record<string, string | undefined>, body: Buffer): void
  issueToken (): { token: string, expireTime: number }
}

const TOKEN_LIFE = 7200
const TOKENS_A_DAY = 100

export function newDoor ({ appId, basePassword, accessPassword }: TowngasAccess, now: () => Date): Door {
  const expiries = new Map<string, number>()
  const issued = new Map<string, number>()
  const seen = new Set<string>()
  const seconds = (): number => Math.floor(now().getTime() / 1000)

  return {
    check (interfaceNumber, query, body) {
      if (query['appId'] !== appId) throw new Refused('20002', '签名错误：appId')
      const signed = interfaceNumber === '2001' ? createHash('md5').update(body).digest('hex').toUpperCase() : body
      const password = interfaceNumber === '1001' ? basePassword : accessPassword
      if (query['sign'] !== signatureOf(query, signed, password)) throw new Refused('20002', '签名错误')
      const { seq = '', token = '' } = query
      if (!isSeq(seq, interfaceNumber)) throw new Refused('30001', '参数错误：seq')
      // The document wants a new seq for every attempt and lists no code for a repeated one: a wrong parameter, by its
      // name.
      if (seen.has(seq)) throw new Refused('30001', '参数错误：seq 重复')
      seen.add(seq)
      if (interfaceNumber !== '1001' && (expiries.get(token) ?? 0) <= seconds()) throw new Refused('20001', 'token 过期')
      if (interfaceNumber !== '2001' && !isUtf8(body)) throw new Refused('30001', '参数错误：报文体不是 UTF-8')
    },
    issueToken () {
      const day = shanghai(now()).toISODate()!
      const count = (issued.get(day) ?? 0) + 1
      // No code of its own in the document; the same request is right again tomorrow.
      if (count > TOKENS_A_DAY) throw new Refused('50000', '当日 token 获取次数已达上限')
      issued.set(day, count)
      const token = randomBytes(10).toString('hex')
      const expireTime = seconds() + TOKEN_LIFE
      expiries.set(token, expireTime)
      return { token, expireTime }
    }
  }
}

/** UpperCase(MD5(sort(普通参数) + 报文体 + 密码)), empty values left out. */
export function signatureOf (
  query: Record<string, string | undefined>, body: string | Buffer, password: string
): string {
  const md5 = createHash('md5')
  for (const name of Object.keys(query).sort()) {
    if (name !== 'sign' && query[name]) md5.update(`${name}${query[name]}`, 'utf8')
  }
  return md5.update(body).update(password).digest('hex').toUpperCase()
}

function isSeq (seq: string, interfaceNumber: string): boolean {
  return /^\d{32}$/.test(seq) && seq.startsWith(interfaceNumber) &&
    DateTime.fromFormat(seq.slice(4, 18), 'yyyyMMddHHmmss').isValid
}

export function shanghai (time: Date): DateTime<boolean> {
  return DateTime.fromJSDate(time, { zone: 'Asia/Shanghai' })
}
