/**
 * Keeps the hub from being sent to addresses that nobody may have it call (server-side request forgery, CWE-918). The
 * address is checked when the connection is made, so that a name which leads elsewhere a moment later changes nothing.
 */
import { lookup as systemLookup, type LookupAddress } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { Agent, buildConnector } from 'undici'
import { addressList, contains, isPublic } from './addresses.ts'
import type { OutboundSettings } from './settings.ts'

/** A connection that was not made, because of where it would have led. */
export class AddressRefused extends Error {
  readonly code = 'ADDRESS_REFUSED'
}

/** Why a URL is never called. */
export type Refusal = 'scheme' | 'credentials' | 'address'

/** As whoever wrote the settings reads it. */
export const REFUSALS: Record<Refusal, string> = {
  scheme: '应为 http 或 https 地址',
  credentials: '地址中不能带用户名或密码',
  address: '不是公网地址；确为内网系统时设置 hub.outbound.allow 或 hub.outbound.privateAddresses'
}

/** Looks a name up as `dns.lookup` does with `all: true`. */
export type Lookup = (name: string, options: { all: true }, callback: LookedUp) => void

type LookedUp = (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void

/** What can be said of a URL before any name in it is looked up. */
export function refusalOf (url: string, settings: OutboundSettings): Refusal | undefined {
  const { protocol, username, password, hostname } = new URL(url)
  if (!/^https?:$/.test(protocol)) return 'scheme'
  if (username !== '' || password !== '') return 'credentials'
  const address = literal(hostname)
  return address !== undefined && !mayCall(settings, address) ? 'address' : undefined
}

/**
 * `dns.lookup` for `net.connect` that fails with AddressRefused when any address of the name may not be called.
 * Addresses are not looked up: see `refusalOf`.
 */
export function guardedLookup (settings: OutboundSettings, lookup: Lookup = systemLookup): LookupFunction {
  return (name, options, callback) => {
    lookup(name, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? []
      if (error || !first) return callback(error ?? new AddressRefused('the name has no address'), '', 0)
      if (!addresses.every(({ address }) => mayCall(settings, address))) {
        return callback(new AddressRefused('the name leads to an address that may not be called'), '', 0)
      }
      if (options.all) callback(null, addresses)
      else callback(null, first.address, first.family)
    })
  }
}

/**
 * Connects to addresses that may be called, and to no other; a redirect is an answer and is not followed. `most`: bytes
 * of an answer, of any size unless given.
 */
export function guardedAgent (
  settings: OutboundSettings, { timeout, most, lookup }: { timeout: number, most?: number, lookup?: Lookup }
): Agent {
  const connect = buildConnector({ timeout, lookup: guardedLookup(settings, lookup) })
  return new Agent({
    ...most !== undefined && { maxResponseSize: most },
    connect (target, callback) {
      const address = literal(target.hostname)
      if (address === undefined || mayCall(settings, address)) connect(target, callback)
      else callback(new AddressRefused('the address may not be called'), null)
    }
  })
}

function mayCall ({ privateAddresses, allow }: OutboundSettings, address: string): boolean {
  return privateAddresses || isPublic(address) || contains(addressList(allow), address)
}

/**
 * The address that a URL's host is written as, if it is one: URLs turn decimal, octal and short forms of IPv4 into the
 * usual one.
 */
function literal (hostname: string): string | undefined {
  const bare = hostname.replace(/^\[|\]$/g, '')
  return isIP(bare) === 0 ? undefined : bare
}
