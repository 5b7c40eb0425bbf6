/** The keys that sign the hub's own tokens: the algorithm of each, and its public half as it is published. */
import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import type { components } from '../../../openapi/hub.d.ts'

type PublicKey = components['schemas']['PublicKey']

export interface SigningKey {
  kid: string
  algorithm: string
  key: KeyObject
  published: PublicKey
}

/** Undefined for a key that is of another kind, or too short. */
export function algorithmOf ({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): string | undefined {
  if (asymmetricKeyType === 'ec' && asymmetricKeyDetails?.namedCurve === 'prime256v1') return 'ES256'
  if (asymmetricKeyType === 'ed25519') return 'EdDSA'
  return asymmetricKeyType === 'rsa' && asymmetricKeyDetails!.modulusLength! >= 2048 ? 'PS256' : undefined
}

/** From a private key that the settings have checked. */
export function signingKey (jwk: Record<string, unknown> & { kid: string }): SigningKey {
  const key = createPrivateKey({ key: jwk, format: 'jwk' })
  const algorithm = algorithmOf(key)!
  const { kid } = jwk
  const published = { ...createPublicKey(key).export({ format: 'jwk' }), kid, alg: algorithm, use: 'sig' } as PublicKey
  return { kid, algorithm, key, published }
}
