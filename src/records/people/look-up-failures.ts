/**
 * How often somebody without an account may fail to look up an application: by joint number, whether there is one or
 * not, and by the network that asks. Eight digits are 10⁸ codes: whoever asks from everywhere at once has tried five of
 * them in a quarter of an hour, in a year less than one in five hundred.
 */
import type { Queryable } from '../../ground/database/pool.ts'
import type { Vault } from '../../ground/sealing/vault.ts'
import {
  countFailure, FAILURES, forgetFailuresOf, takeBackOf, type Counted, type Held
} from './sign-in-failures.ts'

export interface LookedUp { jointNumber: string, network: string }

function counted (vault: Vault, { jointNumber, network }: LookedUp, ofNetwork: number): [Counted, Counted] {
  return [
    { key: vault.search.fingerprint('lookUpAddress', Buffer.from(network)), most: ofNetwork },
    { key: numberKey(vault, jointNumber), most: FAILURES }
  ]
}

function numberKey (vault: Vault, jointNumber: string): Buffer {
  return vault.search.fingerprint('lookUpNumber', Buffer.from(jointNumber))
}

/**
 * Counts one as failed before it is made; answers whether it may not be made at all. What comes from a network that is
 * held counts against no number: nobody can hold those of others for as long as they like.
 */
export async function countLookUp (
  connection: Queryable, vault: Vault, tried: LookedUp, ofNetwork: number, now: Date
): Promise<Held | undefined> {
  const [ofThis, ofNumber] = counted(vault, tried, ofNetwork)
  return await countFailure(connection, [ofThis], now) ?? await countFailure(connection, [ofNumber], now)
}

/** It did not fail. */
export async function takeBackLookUp (connection: Queryable, vault: Vault, tried: LookedUp): Promise<void> {
  await takeBackOf(connection, counted(vault, tried, 0).map(({ key }) => key))
}

/** The application has another code: what was tried says nothing of that. */
export async function forgetLookUps (connection: Queryable, vault: Vault, jointNumber: string): Promise<void> {
  await forgetFailuresOf(connection, numberKey(vault, jointNumber))
}
