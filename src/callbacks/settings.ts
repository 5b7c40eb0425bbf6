/** The settings that say where an enterprise calls from. */
import { BlockList } from 'node:net'
import { z } from 'zod'

/** Addresses as one writes them, `10.1.2.3`, `10.1.0.0/16`, `fd00::/8`. */
export const addresses = z.array(z.string().refine(isAddress, '应为 IP 地址或网段，例如 10.1.2.3、10.1.0.0/16'))

export const callbackFrom = z.strictObject({
  /** Addresses and networks its callbacks come from; any when left out. */
  addresses: addresses.min(1).optional(),
  /** What the gateway tells of the client certificate (mutual TLS ends there). */
  certificate: z.strictObject({
    /** Header in which the gateway passes it on. */
    header: z.string().regex(/^[A-Za-z0-9-]+$/, '应为请求头名称').transform(name => name.toLowerCase()),
    /** Its value for this enterprise, a fingerprint or subject; two while the certificate is being renewed. */
    values: z.array(z.string().min(1)).min(1).max(2)
  }).optional()
})

export type CallbackFrom = z.infer<typeof callbackFrom>

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

function isAddress (text: string): boolean {
  try {
    addressList([text])
    return true
  } catch {
    return false
  }
}
