/** What every identity provider is to the hub, by whatever protocol it is asked. */
import { createHash, randomBytes } from 'node:crypto'
import type { ProviderSettings } from './provider-settings.ts'
import type { ProviderWay, Vouched } from './vouched.ts'

/**
 * What goes with a browser to the provider and has to come back. All of it is derived from what the browser alone
 * holds, so that a row of the database tells nobody any of it.
 */
export interface Departure {
  state: string
  nonce: string
  verifier: string
}

export interface Provider {
  way: ProviderWay
  settings: ProviderSettings
  /** Where the browser is sent. Throws ProviderAway. */
  begin (departure: Departure): Promise<URL>
  /** Who came back, by the query that they brought. Throws ProviderAway, or NotVouched. */
  identify (query: URLSearchParams, departure: Departure): Promise<Vouched>
}

/** The provider was asked and has not answered as one does that works. */
export class ProviderAway extends Error {}

/** The provider does not vouch for the person, or what it says cannot be believed. */
export class NotVouched extends Error {}

/** 256 bits. */
const SECRET_BYTES = 32

/** What a browser holds while it is away. */
export function newDepartureSecret (): string {
  return randomBytes(SECRET_BYTES).toString('base64url')
}

export function departureOf (secret: string): Departure {
  const derived = (what: string): string =>
    createHash('sha256').update(`lianban ${what}\n`).update(secret).digest('base64url')
  return { state: derived('state'), nonce: derived('nonce'), verifier: derived('verifier') }
}

/** By which it is known when it comes back. */
export function departureHash (secret: string): Buffer {
  return createHash('sha256').update('lianban departure\n').update(secret).digest()
}
