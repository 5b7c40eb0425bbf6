/**
 * How a client shows at the token end-point who it is: by its secret (RFC 6749 §2.3.1) or by a signed assertion (RFC
 * 7523).
 */
import { createLocalJWKSet, decodeJwt, errors, jwtVerify, type JSONWebKeySet, type JWTPayload } from 'jose'
import type { components } from '../../../../openapi/hub.d.ts'
import type { SecretVerifier } from '../../../ground/access/secret-verifier.ts'
import type { ClientSettings } from '../../../ground/access/settings.ts'
import type { Hub } from '../../../hub.ts'
import { ALGORITHMS, CLOCK_ALLOWANCE } from './bearer.ts'
import { TokenProblem } from './token-problem.ts'

type TokenRequest = Partial<components['schemas']['TokenRequest']>

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/** Seconds that an assertion may be old, and that it may still be good for. */
const LONGEST_LIFE = 300

/** What is remembered of an assertion: as long as can be kept, and without NUL, which PostgreSQL takes in no text. */
const JTI = /^[^\0]{1,255}$/s

type Needs = Pick<Hub, 'pool' | 'settings' | 'now'>
interface SecretProof { id: string, secret: string }
interface AssertionProof { id: string | undefined, assertion: string }
type Proof = SecretProof | AssertionProof

/**
 * The client whose proof the request holds; an assertion is used up by it. Throws TokenProblem, and Problem
 * `too-many-requests`.
 */
export async function authenticate (
  hub: Needs, secrets: SecretVerifier, authorization: string | undefined, request: TokenRequest
): Promise<ClientSettings> {
  const proof = proofIn(authorization, request)
  const client = 'secret' in proof ? await bySecret(hub, secrets, proof) : await byAssertion(hub, proof)
  if (!client) throw new TokenProblem('invalid_client', { basic: authorization !== undefined })
  return client
}

/** A request has one proof and no second (RFC 6749 §2.3). */
function proofIn (authorization: string | undefined, request: TokenRequest): Proof {
  const { client_id: id, client_secret: secret, client_assertion: assertion, client_assertion_type: type } = request
  const offered: Array<Proof | undefined> = []
  if (authorization !== undefined) offered.push(basicProof(authorization))
  if (secret !== undefined) offered.push(id === undefined ? undefined : { id, secret })
  if (assertion !== undefined) offered.push(type === ASSERTION_TYPE ? { id, assertion } : undefined)
  if (offered.length === 0) throw new TokenProblem('invalid_client')
  const [proof] = offered
  if (offered.length > 1 || !proof || (id !== undefined && proof.id !== id)) throw new TokenProblem('invalid_request')
  return proof
}

/** Both halves are form-encoded before they are joined. */
function basicProof (authorization: string): Proof | undefined {
  const [, encoded] = /^Basic ([A-Za-z0-9+/]+=*)$/i.exec(authorization) ?? []
  const [, id, secret] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded ?? '', 'base64').toString()) ?? []
  try {
    return id === undefined ? undefined : { id: formDecoded(id), secret: formDecoded(secret!) }
  } catch {
    return undefined
  }
}

function formDecoded (text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '))
}

function clientOf (hub: Needs, id: unknown): ClientSettings | undefined {
  return hub.settings.access.clients.find(client => client.id === id)
}

async function bySecret (
  hub: Needs, secrets: SecretVerifier, { id, secret }: SecretProof
): Promise<ClientSettings | undefined> {
  const client = clientOf(hub, id)
  return await secrets.verify(client?.secretHashes, secret) ? client : undefined
}

async function byAssertion (hub: Needs, { id, assertion }: AssertionProof): Promise<ClientSettings | undefined> {
  try {
    const client = clientOf(hub, decodeJwt(assertion).iss)
    if (!client?.jwks || (id !== undefined && id !== client.id)) return undefined
    const { issuer } = hub.settings.access.tokenEndpoint!
    const { payload } = await jwtVerify(assertion, createLocalJWKSet(client.jwks as JSONWebKeySet), {
      issuer: client.id,
      subject: client.id,
      audience: [issuer, `${issuer}/oauth/token`],
      algorithms: ALGORITHMS,
      requiredClaims: ['exp', 'jti'],
      maxTokenAge: LONGEST_LIFE,
      clockTolerance: CLOCK_ALLOWANCE,
      currentDate: hub.now()
    })
    return await isFirstUse(hub, client, payload) ? client : undefined
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined
    throw error
  }
}

/** All processes remember a used assertion for as long as it would be believed. */
async function isFirstUse (hub: Needs, { id }: ClientSettings, { aud, exp, jti }: JWTPayload): Promise<boolean> {
  const now = hub.now()
  // Another party that it is meant for could use it here.
  if (typeof aud !== 'string' && aud!.length > 1) return false
  if (typeof jti !== 'string' || !JTI.test(jti)) return false
  if (exp! > now.getTime() / 1000 + LONGEST_LIFE + CLOCK_ALLOWANCE) return false
  await hub.pool.query('delete from client_assertions where believed_until < $1', [now])
  const { rowCount } = await hub.pool.query(`
    insert into client_assertions (client_id, jti, believed_until) values ($1, $2, to_timestamp($3))
    on conflict do nothing`,
  [id, jti, exp! + CLOCK_ALLOWANCE])
  return rowCount === 1
}
