/** What is taken out of the trail by its form alone: numbers of people, and what proves somebody's identity. */
import { MASK } from './mask-values.ts'

/** Only where they stand alone, not inside a longer number or word. */
const PEOPLE = [
  // GB 11643-1999, with a date of birth where it has to be.
  /(?<![0-9A-Za-z])[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![0-9A-Za-z])/g,
  /(?<![0-9A-Za-z])1[3-9]\d{9}(?![0-9A-Za-z])/g,
  /(?<![0-9A-Za-z-])0\d{2,3}-?[2-9]\d{6,7}(?![0-9A-Za-z-])/g
]

/** Each of those has so many digits without a break. */
const DIGITS = /\d{6}/

/** Begun only where a word begins, as below: what goes on for long is read once, not from each of its letters. */
const JWT = /(?<![\w-])eyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g

/** Digests and signatures in hexadecimal. Long serial numbers, which are digits alone, are none. */
const DIGEST = /(?<![0-9A-Za-z])(?=\d*[a-fA-F])[0-9a-fA-F]{32,}(?![0-9A-Za-z])/g
const SHORTEST_DIGEST = 32

/** A signature, a token or a key in base64, standing alone. */
const BASE64_PROOF = /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])[\w+/-]{40,}={0,2}$/

/** Names of fields, parameters, elements and headers that hold something secret. */
const SECRET_NAME = new RegExp('(?:' + [
  // Not `design`, `assign`, `resign`.
  '(?<!de|as|re)sign', 'signature', 'secret', 'token', 'password', 'passwd', 'pwd', 'assertion', 'authorization',
  'credential', 'jwt', '(?:access|app|api|private|secret)[-_]?(?:key|jwk)'
].join('|') + ')$', 'i')

export function isSecretName (name: string): boolean {
  return SECRET_NAME.test(name)
}

const SCHEME = /\b(Bearer|Basic|Digest)\s{1,8}[\w.~+/=-]+/gi

/** `name=value`, `"name": "value"` and the like inside a text; a sentence about a secret does not match. */
const ASSIGNED = /(?<![\w-])([\w-]{1,100})("?\s{0,8}[:=：]\s{0,8}"?)([\w.~+/=%-]{8,})/g

/** What one of those has between name and value. */
const ASSIGNS = /[:=：]/

/** The shortest that a pattern takes out: `eyJa.b`. */
const SHORTEST = 6

/**
 * The patterns look at every place of a text, and most texts of a message are short: what a pattern cannot do without
 * is asked for first.
 */
export function withoutPatterns (text: string): string {
  if (text.length < SHORTEST) return text
  if (BASE64_PROOF.test(text)) return MASK
  let rest = text.replace(SCHEME, `$1 ${MASK}`)
  if (ASSIGNS.test(rest)) {
    rest = rest.replace(ASSIGNED, (whole, name: string, between: string) =>
      isSecretName(name) ? name + between + MASK : whole)
  }
  if (DIGITS.test(rest)) rest = PEOPLE.reduce((left, pattern) => left.replace(pattern, MASK), rest)
  if (rest.includes('eyJ')) rest = rest.replace(JWT, MASK)
  return rest.length < SHORTEST_DIGEST ? rest : rest.replace(DIGEST, MASK)
}
