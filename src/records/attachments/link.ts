/**
 * Links to attachments that expire and carry their own authorisation, for enterprises that fetch files (ENN §Apply).
 */
import { createHmac } from 'node:crypto'
import { sameText } from '../../../adapters/same-text.ts'
import { Problem } from '../../ground/problem/problem.ts'
import type { LinkSettings } from './settings.ts'

/** Throws when the settings give no place to link to; the start has refused such settings. */
export function attachmentLink (links: LinkSettings | undefined, id: string, now: Date): string {
  if (!links) throw new Error('hub.attachmentLinks is not set')
  const expires = Math.floor((now.getTime() + links.expiresAfter) / 1000)
  return `${links.baseUrl}/v1/attachments/${id}?expires=${expires}&signature=${sign(links.secret, id, expires)}`
}

/** Throws Problem `link-refused` for a link that has expired or was not made by this hub. */
export function checkLink (
  links: LinkSettings | undefined, { id, expires, signature }: { id: string, expires: number, signature: string },
  now: Date
): void {
  const genuine = links !== undefined && sameText(signature, sign(links.secret, id, expires))
  if (!genuine || expires * 1000 < now.getTime()) throw new Problem('link-refused')
}

function sign (secret: string, id: string, expires: number): string {
  return createHmac('sha256', secret).update(`${id}\n${expires}`).digest('base64url')
}
