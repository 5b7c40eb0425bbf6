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
  const { length } = [...number]
  if (length === 18) return [...number].fill('*', 3, 14).join('')
  return length > 4 ? exceptLastTwo(number) : '*'.repeat(length)
}

function exceptLastTwo (text: string): string {
  const characters = [...text]
  return characters.fill('*', 0, -2).join('')
}

/** `泾川镇稼祥中路12号3幢` → `泾川镇稼祥中***`; of a short address less than half. */
export function maskAddress (address: string): string {
  const characters = [...address]
  return characters.slice(0, Math.min(6, Math.floor((characters.length - 1) / 2))).join('') + HIDDEN
}
