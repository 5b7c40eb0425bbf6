/** People who work with a hub: opened as accounts, and signed in as a browser does it. */
import { openAccount } from '../../src/cases/administer-accounts.ts'
import type { Role } from '../../src/ground/access/caller.ts'
import { stepAt, totpCode } from '../../src/ground/access/one-time-codes.ts'
import type { Hub } from '../../src/hub.ts'
import { json } from './test-hub.ts'

/** What is asked of a hub that listens there. */
export interface Browser {
  /** Asks as a page of the hub does: with the cookie, if there is one, and what `Origin` a browser would say. */
  ask (path: string, request?: RequestInit): Promise<Response>
  /** Posts JSON, or sends it by another method. */
  send (path: string, body: unknown, method?: string): Promise<Response>
  /** `name=value`, as it was given last. */
  cookie: string | undefined
}

export function openBrowser (url: string, { origin = 'http://127.0.0.1:8080', cookie }: { origin?: string, cookie?: string | undefined } = {}): Browser {
  const browser: Browser = {
    cookie,
    async ask (path, { headers, ...request } = {}) {
      const own = { ...browser.cookie && { cookie: browser.cookie }, ...request.method && request.method !== 'GET' && { origin } }
      const answer = await fetch(url + path, { ...request, headers: { ...own, ...headers as Record<string, string> } })
      const given = answer.headers.get('set-cookie')
      if (given) browser.cookie = /Max-Age=0/.test(given) ? undefined : given.split(';', 1)[0]
      return answer
    },
    send: (path, body, method = 'POST') => browser.ask(path, { ...json(body), method })
  }
  return browser
}

export interface Person extends Browser {
  login: string
  password: string
  /** Of the telephone. */
  secret: Buffer
  recoveryCodes: string[]
  /** A code that has not been used yet; the clock goes on for it. */
  code (): string
  /** Signs in, in this browser unless in another. */
  signIn (browser?: Browser): Promise<Response>
}

export interface Site {
  url: string
  hub: Hub
  clock: { time: Date }
}

export interface Hired { login: string, roles: Role[], unit?: string, enterprise?: string, name?: string, phone?: string }

const BY = { actor: 'cli:王工', reason: '入职' }

/** Opens an account, and does all that its first sign-in takes. */
export async function hire ({ url, hub, clock }: Site, { unit = '县政务服务中心', name = '王丽', ...hired }: Hired): Promise<Person> {
  const { login, password: given } = await openAccount(hub, { unit, name, ...hired }, BY)
  const browser = openBrowser(url, { origin: hub.settings.access.people!.url })
  await taken(await browser.send('/v1/session', { login, password: given }))
  const { secret: written } = await taken(await browser.send('/v1/session/telephone', {}))
  const secret = fromBase32(written)
  let last = 0
  const code = (): string => {
    if (stepAt(clock.time) <= last) clock.time = new Date((last + 1) * 30_000)
    last = stepAt(clock.time)
    return totpCode(secret, last)
  }
  const { recoveryCodes } = await taken(await browser.send('/v1/session/telephone', { code: code() }, 'PUT'))
  const password = `Zq7-${login}-kaffeehaus`.replace(login, [...login].reverse().join(''))
  await taken(await browser.send('/v1/session/password', { current: given, password }, 'PUT'))
  const person: Person = Object.assign(browser, {
    login,
    password,
    secret,
    recoveryCodes,
    code,
    async signIn (other: Browser = browser) {
      await taken(await other.send('/v1/session', { login, password: person.password }))
      return await other.send('/v1/session/code', { code: code() })
    }
  })
  return person
}

async function taken (answer: Response): Promise<any> {
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status} ${await answer.text()}`)
  return await answer.json()
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** As an app of a telephone reads it. */
export function fromBase32 (text: string): Buffer {
  const bits = [...text].map(letter => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from(bits.match(/.{8}/g)!.map(byte => parseInt(byte, 2)))
}
