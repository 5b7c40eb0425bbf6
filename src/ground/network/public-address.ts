/** Which addresses are on the public internet: what the registries of special-purpose addresses (RFC 6890) leave. */
import { isIP } from 'node:net'
import { addressList, contains } from './addresses.ts'

/** Not for everybody, though an interface of the hub's own machine or network may answer there. */
const SPECIAL = addressList([
  '0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24',
  '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4',
  // Looks public; what answers is the host of a virtual machine on Azure.
  '168.63.129.16',
  // Protocol assignments (Teredo, ORCHID …), documentation, and 6to4, which carries any IPv4 address inside.
  '2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'
])

/** All that is given out of IPv6 so far, and IPv4 written as IPv6, for which the rules of IPv4 hold. */
const GIVEN_OUT = addressList(['2000::/3', '::ffff:0:0/96'])

/** False too for what is no address, and for one of a zone, which is link-local. */
export function isPublic (address: string): boolean {
  if (isIP(address) === 0 || address.includes('%')) return false
  return (isIP(address) === 4 || contains(GIVEN_OUT, address)) && !contains(SPECIAL, address)
}
