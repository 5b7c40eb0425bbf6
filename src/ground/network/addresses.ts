/** Lists of addresses and networks, as settings write them: `10.1.2.3`, `10.1.0.0/16`, `fd00::/8`. */
import { BlockList, isIPv4 } from 'node:net'
import { z } from 'zod'

export const addresses = z.array(z.string().refine(isAddress, '应为 IP 地址或网段，例如 10.1.2.3、10.1.0.0/16'))

/** A list that tells whether an address is in it. Throws for what is neither an address nor a network. */
export function addressList (texts: readonly string[]): BlockList {
  const list = new BlockList()
  for (const text of texts) {
    const [address, bits] = text.split('/') as [string, string?]
    const family = address.includes(':') ? 'ipv6' : 'ipv4'
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, /^\d+$/.test(bits) ? Number(bits) : NaN, family)
  }
  return list
}

/** Whether an address is in a list, IPv4 written as IPv6 too. */
export function contains (list: BlockList, address: string): boolean {
  // A socket that listens on IPv6 gives IPv4 peers as ::ffff:10.1.2.3.
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  return list.check(plain, isIPv4(plain) ? 'ipv4' : 'ipv6')
}

function isAddress (text: string): boolean {
  try {
    addressList([text])
    return true
  } catch {
    return false
  }
}
