/** By what an address is counted, where nobody says who asks. */
import { isIP } from 'node:net'
import { plainAddress } from '../../../ground/network/addresses.ts'

/** Of an IPv6 address so many groups belong to one customer, who has all addresses in them (RFC 6177). */
const GROUPS = 4

/**
 * The address itself; of IPv6 its /64, since whoever has one address has all of them. What is no address counts as one:
 * a gateway that writes something else must not take the limits away. There is none of a connection that has ended.
 */
export function networkOf (told: string | undefined): string {
  const address = plainAddress(told ?? '')
  switch (isIP(address)) {
    case 4: return address
    case 6: return `${groupsOf(address).slice(0, GROUPS).join(':')}::/64`
    default: return 'unknown'
  }
}

/** All eight, written the shortest way. */
function groupsOf (address: string): string[] {
  const [head = [], tail = []] = address.toLowerCase().split('::').map(half => half === '' ? [] : half.split(':'))
  // A dotted ending stands for two groups.
  const length = head.length + tail.length + (address.includes('.') ? 1 : 0)
  const groups = address.includes('::') ? [...head, ...Array<string>(8 - length).fill('0'), ...tail] : head
  return groups.map(group => group.replace(/^0+(?=.)/, ''))
}
