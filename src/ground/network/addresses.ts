/**
 * Addresses and networks: lists of them as settings write them (`10.1.2.3`, `10.1.0.0/16`, `fd00::/8`), and which
 * addresses are on the public internet.
 */
import { BlockList, isIP, isIPv4 } from 'node:net'
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

/** With a port, as some gateways write it; and IPv4 as a socket that listens on IPv6 gives it, ::ffff:10.1.2.3. */
const WITH_PORT = /^(?:\[([^\]]+)\]|(\d{1,3}(?:\.\d{1,3}){3}))(?::\d{1,5})?$/
const MAPPED = /^::ffff:(?=\d+\.)/i

/** An address alone, however it is told; what is none stays as it is. */
export function plainAddress (told: string): string {
  const [, bracketed, dotted] = WITH_PORT.exec(told) ?? []
  const [address] = (bracketed ?? dotted ?? told).split('%', 1) as [string]
  return address.replace(MAPPED, '')
}

/** Whether an address is in a list, however it is written; what is no address is in none. */
export function contains (list: BlockList, address: string): boolean {
  const plain = plainAddress(address)
  return isIP(plain) > 0 && list.check(plain, isIPv4(plain) ? 'ipv4' : 'ipv6')
}

function isAddress (text: string): boolean {
  try {
    addressList([text])
    return true
  } catch {
    return false
  }
}

/** Special-purpose addresses (the registries of RFC 6890), at which a machine of the hub's own network may answer. */
const SPECIAL = addressList([
  '0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24',
  '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24',
  '224.0.0.0/4', '240.0.0.0/4',
  // Looks public; on Azure the host of a virtual machine answers there.
  '168.63.129.16',
  // Protocol assignments (Teredo, ORCHID …), documentation, and 6to4, which carries any IPv4 address inside.
  '2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'
])

/** All of IPv6 that has been given out so far, and IPv4 written as IPv6, for which the rules of IPv4 hold. */
const GIVEN_OUT = addressList(['2000::/3', '::ffff:0:0/96'])

/** False also for what is no address, and for an address with a zone, which is link-local. */
export function isPublic (address: string): boolean {
  if (isIP(address) === 0 || address.includes('%')) return false
  return (isIP(address) === 4 || contains(GIVEN_OUT, address)) && !contains(SPECIAL, address)
}

const LOOPBACK = addressList(['127.0.0.0/8', '::1'])

/** Of a URL: nothing that is said to it leaves this machine. */
export function isOfThisMachine (url: string): boolean {
  const hostname = new URL(url).hostname.replace(/^\[|\]$/g, '')
  return hostname === 'localhost' || contains(LOOPBACK, hostname)
}
