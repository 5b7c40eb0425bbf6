/**
 * What a password of a person has to be (GB/T 22239-2019 8.1.4.1: complex, changed now and then). Rules alone let
 * `Password@2026` pass: what is left of it without words and rows that everybody tries is too little.
 */

export type PasswordFault = 'password-length' | 'password-classes' | 'password-common' | 'password-of-account'

const SHORTEST = 10
const LONGEST = 128
const CLASSES = 3

/** So many characters have to be left when what everybody tries has been taken away. */
const OWN = 6

/** Lower case, upper case, digits, everything else. */
const CLASS_PATTERNS = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u]

/** Of the lists of what is used most, worldwide and in China; the longer ones first. */
const WORDS = [
  'administrator', 'passw0rd', 'password', 'iloveyou', 'lianban', 'welcome', 'woaini', 'letmein', 'monkey', 'dragon',
  'master', 'qwerty', 'huawei', 'system', 'server', 'admin', 'login', 'hello', 'china', 'guest', 'zhongguo', 'super',
  'mima', '1314', '520', 'oracle', 'mysql', 'redis', 'taobao', 'tencent', 'alibaba', 'baidu', 'root', 'test', 'user',
  'pass', 'abcd', 'asdf', 'zxcv', 'qwer', 'wsx', 'qaz', 'abc', 'pwd', 'gov'
]

/** Rows of the keyboard, the alphabet and the digits, forwards and backwards. */
const ROWS = [
  '01234567890', '!@#$%^&*()_+', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', '1qaz2wsx3edc4rfv'
].flatMap(row => [row, [...row].reverse().join('')])

/** What letters are replaced by. */
const DISGUISES: Record<string, string> = {
  0: 'o', 1: 'l', 3: 'e', 4: 'a', 5: 's', 7: 't', '@': 'a', $: 's', '!': 'i'
}

/** Nothing for one that does. `names` are what the account is called. */
export function passwordFault (password: string, names: readonly string[]): PasswordFault | undefined {
  const characters = [...password]
  if (characters.length < SHORTEST || characters.length > LONGEST) return 'password-length'
  if (CLASS_PATTERNS.filter(pattern => pattern.test(password)).length < CLASSES) return 'password-classes'
  const plain = password.toLowerCase()
  const bared = [...plain].map(character => DISGUISES[character] ?? character).join('')
  const known = names.map(name => name.toLowerCase()).filter(name => name.length > 2)
  if (known.some(name => plain.includes(name) || bared.includes(name))) return 'password-of-account'
  if ([plain, bared].some(text => ownCharacters(text) < OWN)) return 'password-common'
  return undefined
}

/** One spelling of what can be typed in several ways. */
export function spelt (password: string): string {
  return password.normalize('NFKC')
}

function ownCharacters (text: string): number {
  const bare = WORDS.reduce((rest, word) => rest.replaceAll(word, ' '), text)
  const withoutRows = rowless(bare).replaceAll(/(?:19|20)\d\d/g, ' ').replaceAll(/(.)\1{2,}/gu, ' ')
  return [...withoutRows.replaceAll(' ', '')].length
}

/** Without any three or more characters that stand so in a row. */
function rowless (text: string): string {
  let rest = ''
  for (let at = 0; at < text.length;) {
    const run = longestRun(text, at)
    if (run >= 3) at += run
    else rest += text[at++]
  }
  return rest
}

function longestRun (text: string, at: number): number {
  let length = 1
  while (at + length < text.length && ROWS.some(row => row.includes(text.slice(at, at + length + 1)))) length++
  return length
}
