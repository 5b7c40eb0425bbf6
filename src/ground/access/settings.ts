/** The settings of who may call: who makes the tokens, and what each client is and may. */
import { createPrivateKey } from 'node:crypto'
import { z } from 'zod'
import { duration, fromText, secret } from '../../../adapters/settings.ts'
import { GRANTABLE } from './caller.ts'
import { people } from './people-settings.ts'
import { SECRET_HASH } from './secret-hash.ts'
import { algorithmOf } from './signing-key.ts'

const url = z.url({ protocol: /^https?$/ }).transform(url => url.replace(/\/$/, ''))

const member = z.string().optional()
const publicKey = z.looseObject({
  kty: z.enum(['EC', 'OKP', 'RSA'], '应为非对称公钥'), kid: member, crv: member, x: member, y: member, n: member, e: member
}).refine(key => !('d' in key), '应为公钥，不应含有私钥')

const keySet = z.strictObject({ keys: z.array(publicKey).min(1).max(8) })

const signingKey = z.looseObject({
  kty: z.string(), kid: z.string().min(1), d: secret, crv: member, x: member, y: member, n: member, e: member
}).refine(isSigningKey, '应为带 kid 的私钥（P-256、Ed25519，或 2048 位以上的 RSA）')

const client = z.strictObject({
  /** `client_id` of its tokens. */
  id: z.string().regex(/^[\w.-]{1,64}$/, '应为 1 至 64 位字母、数字、下划线、点或连字符'),
  kind: z.enum(['portal', 'enterprise', 'supervisor', 'operator']),
  /** Of an enterprise's client: whose. */
  enterprise: z.string().optional(),
  /** The most that it is granted; a kind of client cannot be given every scope. */
  scopes: z.array(z.string()).min(1),
  /** Hashes of its secret at the hub's token end-point, two while one takes the place of the other. */
  secretHashes: z.array(z.string().regex(SECRET_HASH, '应为 scrypt 散列（$scrypt$…）')).min(1).max(2).optional(),
  /** Its public keys at the hub's token end-point (`private_key_jwt`). */
  jwks: z.preprocess(fromText, keySet).optional(),
  /** Which of `issuers` makes its tokens, if the hub does not. */
  issuer: url.optional()
})

export type ClientSettings = z.infer<typeof client>

export const access = z.strictObject({
  /** The hub's own token end-point, for a county without an identity provider. */
  tokenEndpoint: z.strictObject({
    /** Where callers reach the hub; `iss` of its tokens. */
    issuer: url,
    /** `aud` of its tokens. */
    audience: z.string().min(1).default('lianban'),
    /**
     * Private keys (JWK) with a `kid`. The first signs; a second is published too, before it comes first and after it
     * has been.
     */
    signingKeys: z.array(z.preprocess(fromText, signingKey)).min(1).max(2),
    tokenLife: duration.default(600_000)
  }).optional(),
  /** Identity providers whose access tokens (RFC 9068) are taken. */
  issuers: z.array(z.strictObject({
    /** `iss` of its tokens. */
    issuer: url,
    /** `aud` of its tokens. */
    audience: z.string().min(1),
    /** Where it publishes its keys. */
    jwksUrl: url.optional(),
    /** How long the fetched keys are kept. */
    jwksMaxAge: duration.default(600_000),
    /** How often they may be fetched anew, for a key that is unknown. */
    jwksCooldown: duration.default(30_000),
    /** Its keys, where they cannot be fetched. */
    jwks: z.preprocess(fromText, keySet).optional()
  })).default([]),
  /** Who calls. A token of any other client is refused. */
  clients: z.array(client).default([]),
  /** People who sign in; without it nobody does. */
  people: people.optional()
}).superRefine(coherent)

export type AccessSettings = z.infer<typeof access>

function isSigningKey (key: Record<string, unknown>): boolean {
  try {
    return algorithmOf(createPrivateKey({ key, format: 'jwk' })) !== undefined
  } catch {
    return false
  }
}

interface TokenSources {
  tokenEndpoint?: { issuer: string } | undefined
  issuers: Array<{ issuer: string, jwksUrl?: string | undefined, jwks?: unknown }>
  clients: ClientSettings[]
}

/**
 * What no single setting can say: references between them, and whether each client can get a token in exactly one way.
 */
function coherent ({ tokenEndpoint, issuers, clients }: TokenSources, context: z.RefinementCtx): void {
  const complain = (path: Array<string | number>, message: string): void => {
    context.addIssue({ code: 'custom', path, message })
  }
  const known = [...tokenEndpoint ? [tokenEndpoint.issuer] : [], ...issuers.map(({ issuer }) => issuer)]
  for (const [index, { issuer, jwksUrl, jwks }] of issuers.entries()) {
    if (known.filter(other => other === issuer).length > 1) complain(['issuers', index, 'issuer'], '签发方重复')
    if ((jwksUrl === undefined) === (jwks === undefined)) complain(['issuers', index], 'jwksUrl 与 jwks 须且只须填写一项')
  }
  for (const [index, { id, kind, enterprise, scopes, secretHashes, jwks, issuer }] of clients.entries()) {
    if (clients.findIndex(other => other.id === id) < index) complain(['clients', index, 'id'], '客户端重复')
    if ((kind === 'enterprise') !== (enterprise !== undefined)) {
      complain(['clients', index, 'enterprise'], '企业客户端须指明企业，其他客户端不得填写')
    }
    const excess = scopes.filter(scope => !GRANTABLE[kind].includes(scope))
    if (excess.length > 0) complain(['clients', index, 'scopes'], `${kind} 类客户端不能有 ${excess.join('、')}`)
    const own = secretHashes !== undefined || jwks !== undefined
    if (own === (issuer !== undefined)) complain(['clients', index], '须填写 secretHashes 或 jwks（由本系统签发令牌），或只填写 issuer')
    if (own && !tokenEndpoint) complain(['clients', index], '未设置 access.tokenEndpoint，本系统不签发令牌')
    if (issuer !== undefined && !issuers.some(other => other.issuer === issuer)) {
      complain(['clients', index, 'issuer'], '不在 access.issuers 之中')
    }
  }
}
