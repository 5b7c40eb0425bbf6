/** Entities in XML that is not trusted: the five predefined and the numeric ones. */

/** Characters that XML 1.0 §2.2 has no place for, not even as a reference. */
// eslint-disable-next-line no-control-regex
export const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

/** Throws for any other, and for characters that cannot be. */
function decodeEntities (text: string): string {
  return text.replace(/&([^&;]*;?)/g, (_whole, name: string) => characterOf(name))
}

const PREDEFINED: Record<string, string> = { 'amp;': '&', 'lt;': '<', 'gt;': '>', 'quot;': '"', 'apos;': "'" }

function characterOf (name: string): string {
  if (Object.hasOwn(PREDEFINED, name)) return PREDEFINED[name]!
  const [, decimal, hexadecimal] = /^#(?:(\d{1,7})|x([\da-f]{1,6}));$/i.exec(name) ?? []
  const point = decimal ? parseInt(decimal, 10) : parseInt(hexadecimal ?? '', 16)
  const character = point >= 0 && point <= 0x10ffff ? String.fromCodePoint(point) : ''
  if (character === '' || !character.isWellFormed() || character.search(NOT_XML) !== -1) throw new Error('entity')
  return character
}

/** Reached only by a DTD, which is refused before. */
function refuseEntities (entities: Record<string, string>): void {
  if (Object.keys(entities).length > 0) throw new Error('entities')
}

/** What the parser asks. */
export const entityDecoder = {
  decode: decodeEntities,
  addInputEntities: refuseEntities,
  setExternalEntities: refuseEntities,
  setXmlVersion () {},
  reset () {}
}
