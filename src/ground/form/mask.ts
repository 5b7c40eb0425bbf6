/** Personal data as answers show it. */

/** What an answer shows where it shows nothing of a value. */
export const HIDDEN = '***'

/** `张三丰` → `张**`; of a name of one character nothing is left. */
export function maskName (name: string): string {
  const characters = [...name]
  return characters.length === 1 ? '*' : characters[0] + '*'.repeat(characters.length - 1)
}

/** `13800000000` → `138****0000`; landlines keep the last two digits. */
export function maskPhone (phone: string): string {
  return phone.startsWith('1') ? phone.replace(/^(...).*(....)$/, '$1****$2') : '*'.repeat(phone.length - 2) + phone.slice(-2)
}

/** `11010519491231002X` → `110***********002X`; a shorter number keeps its last two characters. */
export function maskIdNumber (number: string): string {
  return number.length === 18 ? number.slice(0, 3) + '*'.repeat(11) + number.slice(-4) : number.length > 4 ? '*'.repeat(number.length - 2) + number.slice(-2) : '*'.repeat(number.length)
}

/** `泾川镇稼祥中路12号3幢` → `泾川镇稼祥中***`; of a short address less than half. */
export function maskAddress (address: string): string {
  const characters = [...address]
  return characters.slice(0, Math.min(6, Math.floor((characters.length - 1) / 2))).join('') + HIDDEN
}
