/**
 * Takes personal data and secrets out of what is kept and shown of an order's dealings. What stays can be read, field
 * by field: an operator sees which field an enterprise refused, not what stood in it.
 */
import { directionless } from '../../../openapi/readable-text.ts'
import { BEGINNING, ESCAPES, legible, legibleField, UNESCAPES, withoutEntities } from './legible.ts'
import { MASK, newMask, PIECE } from './mask-values.ts'
import { isSecretName, withoutPatterns } from './patterns.ts'
import type { PersonalValues } from './personal-values.ts'

export interface Redactor {
  /** Without anybody's data and any proof. */
  text (text: string): string
  /** A message in readable form, cut to a bounded length. */
  body (body: Buffer | string, contentType?: string): string
  /** Of another side, or a path of the hub's own. */
  url (url: string): string
  headers (headers: Record<string, string | string[] | undefined>): Record<string, string>
}

/** Characters of a message that are kept. */
export const LONGEST_BODY = 16 * 1024

/** What tells how a message was meant and says nothing of who sent it. */
const HEADERS = [
  'accept', 'content-type', 'content-length', 'date', 'location', 'retry-after', 'server', 'traceparent',
  'x-request-id', 'x-correlation-id'
]

/** Of an element of XML; begun only where a name begins, so that a long one is read once. */
const ATTRIBUTE = /(?<![\w:.-])([\w:.-]{1,100})(\s{0,8}=\s{0,8})("[^"]*"|'[^']*')/g

/**
 * What an enterprise wrote, for people to read: without the applicant's data, which some repeat, but with an
 * installer's number.
 */
export function withoutPersonal ({ identity, words }: PersonalValues): (text: string) => string {
  return newMask({ pieces: identity, whole: words.filter(value => value.length >= PIECE) })
}

/** For the trail. `secrets` are known by their value. */
export function newRedactor ({ identity, words }: PersonalValues, secrets: readonly string[] = []): Redactor {
  const mask = newMask({ pieces: [...identity, ...words], whole: secrets })
  // Changes of direction would hide values from the mask, and turn round what is read.
  const plain = (given: string): string => withoutPatterns(mask(directionless(given)))

  /**
   * Escapes hide what they stand for, and stand inside one another; what they hide nothing behind stays as it was
   * written.
   */
  function text (given: string): string {
    let told = plain(given)
    if (!ESCAPES.test(told)) return told
    for (let reading = told, depth = 0; depth < 2; depth++) {
      const before = reading
      for (const unescape of UNESCAPES) {
        const next = unescape(reading)
        if (next === reading) continue
        reading = plain(next)
        if (reading !== next) told = reading
      }
      if (reading === before) break
    }
    return told
  }

  /** Of the fields too no more is looked at than could be kept. */
  let left = 0

  function field (name: string, value: unknown): unknown {
    if (value === null || typeof value === 'boolean') return value
    if (Array.isArray(value)) return value.map(item => field(name, item))
    if (typeof value === 'object') {
      return Object.fromEntries(Object.entries(value!).map(([key, item]) => [text(key), field(key, item)]))
    }
    if (isSecretName(name)) return MASK
    if (typeof value === 'number') return text(String(value)) === String(value) ? value : MASK
    const read = legibleField(value as string)
    if (typeof read !== 'string') return field(name, read)
    const looked = read.slice(0, Math.max(0, left))
    left -= read.length
    return text(looked) + (looked.length < read.length ? '…' : '')
  }

  function markup (given: string): string {
    let element = ''
    return given.split(/(<[^<>]*>)/).map((part, index) => {
      if (index % 2 === 0) return isSecretName(element) && part.trim() !== '' ? MASK : text(withoutEntities(part))
      element = /^<([\w:.-]+)/.exec(part)?.[1] ?? ''
      const attributes = part.replace(ATTRIBUTE, (_whole, name: string, equals: string, quoted: string) =>
        `${name}${equals}"${isSecretName(name) ? MASK : text(withoutEntities(quoted.slice(1, -1)))}"`)
      return text(attributes)
    }).join('')
  }

  function rendered (body: Buffer | string, contentType?: string): string {
    left = BEGINNING
    const read = legible(body, contentType)
    switch (read.kind) {
      case 'fields': return JSON.stringify(field('', read.value))
      case 'markup': return markup(read.text)
      case 'text': return text(read.text)
    }
  }

  return {
    text,
    body: (body, contentType) => cut(rendered(body, contentType)),
    url (given) {
      const { protocol, host, pathname, searchParams } = new URL(given, 'http://hub')
      const origin = given.startsWith('/') ? '' : `${protocol}//${host}`
      const parameters = [...searchParams].map(([name, value]) =>
        `${name}=${encodeURIComponent(isSecretName(name) ? MASK : text(value))}`)
      const path = pathname.split('/').map(segment => text(segment)).join('/')
      return `${origin}${path}${parameters.length > 0 ? `?${parameters.join('&')}` : ''}`
    },
    headers (headers) {
      const given = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const)
      return Object.fromEntries(HEADERS.flatMap(name => {
        const value = given.find(([called]) => called === name)?.[1]
        return value === undefined ? [] : [[name, text(String(value))]]
      }))
    }
  }
}

/** As it can be stored: PostgreSQL takes neither NUL nor half a surrogate pair. */
function cut (text: string): string {
  const storable = text.replaceAll('\0', '').toWellFormed()
  if (storable.length <= LONGEST_BODY) return storable
  return `${storable.slice(0, LONGEST_BODY).toWellFormed()}… [${storable.length - LONGEST_BODY} more characters]`
}
