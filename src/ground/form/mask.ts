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
  return phone.startsWith('1') ? phone.replace(/^(...).*(....)$/, '$1****$2') : exceptLastTwo(phone)
}

/** `11010519491231002X` → `110***********002X`; a shorter number keeps two characters or none. */
export function maskIdNumber (number: string): string {
  if (number.length === 18) return number.slice(0, 3) + '*'.repeat(11) + number.slice(-4)
  return number.length > 4 ? exceptLastTwo(number) : '*'.repeat(number.length)
}

function exceptLastTwo (text: string): string {
  return '*'.repeat(text.length - 2) + text.slice(-2)
}

/** `泾川镇稼祥中路12号3幢` → `泾川镇稼祥中***`; of a short address less than half. */
export function maskAddress (address: string): string {
  const characters = [...address]
  return characters.slice(0, Math.min(6, Math.floor((characters.length - 1) / 2))).join('') + HIDDEN
}
