/**
 * Whether a callback comes from where its enterprise calls from. This comes before the message is kept: what any
 * stranger on the network can send must not fill the database. It proves nothing about the message, whose signature is
 * checked all the same.
 */
import { sameText } from '../../../adapters/same-text.ts'
import { APPROVALS } from '../../enterprises/approvals.ts'
import type { Slug } from '../../enterprises/profiles.ts'
import { addressList, contains } from '../../ground/network/addresses.ts'
import { Problem } from '../../ground/problem/problem.ts'
import type { Hub } from '../../hub.ts'

/** Where a request came from. */
export interface Source {
  /** The client's, as the gateway tells it where there is one. */
  address: string
  /** Of the connection itself. */
  peer: string
  headers: Record<string, string | string[] | undefined>
}

/**
 * A check that throws Problem `callback-source-refused`; an enterprise without `callbackFrom` may call from anywhere.
 */
export function newSourceCheck (
  { settings, log }: Pick<Hub, 'settings' | 'log'>
): (slug: Slug, source: Source) => void {
  const gateway = addressList(settings.hub.gateway)
  const froms = new Map(Object.entries(settings.enterprises).flatMap(([slug, entry]) =>
    entry.connected && entry.callbackFrom ? [[slug, entry.callbackFrom] as const] : []))
  if (settings.approvals?.callbackFrom) froms.set(APPROVALS, settings.approvals.callbackFrom)
  const lists = new Map([...froms].flatMap(([slug, { addresses }]) => (
    addresses ? [[slug, addressList(addresses)] as const] : [])))

  function refused (slug: Slug, { address, peer, headers }: Source): 'address' | 'certificate' | undefined {
    const allowed = lists.get(slug)
    if (allowed && !contains(allowed, address)) return 'address'
    const certificate = froms.get(slug)?.certificate
    if (!certificate) return undefined
    // Anyone can write a header; only the gateway's own means something.
    const passedOn = contains(gateway, peer) ? headers[certificate.header] : undefined
    return certificate.values.some(value => sameText(passedOn, value)) ? undefined : 'certificate'
  }

  return (slug, source) => {
    const reason = refused(slug, source)
    if (!reason) return
    log.warn({ enterprise: slug, address: source.address, reason }, 'callback from elsewhere')
    throw new Problem('callback-source-refused')
  }
}
