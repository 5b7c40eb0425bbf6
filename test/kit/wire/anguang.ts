/** 安广网络 on the wire: TMF622 under an access token, events under a JWT (interface document; the official definitions). */
import { createHash, generateKeyPairSync } from 'node:crypto'
import type { NativeRequest } from '../../../adapters/adapter.ts'
import { newToken, newTokenDesk } from '../../../simulators/anguang-access.ts'
import { sandboxPublicJwk } from '../../../simulators/anguang-sandbox-key.ts'
import { officialErrors } from '../official-tmf622.ts'
import { bytesOf, demand, demandSame, readPlainly, writePlainly, type Said, type Speaking, type Wire } from './wire.ts'

/** What each request and event must be by the official definitions. */
const OFFICIAL: Record<string, string> = {
  'POST /tmf-api/productOrderingManagement/v4/productOrder': 'ProductOrder_Create',
  'PATCH /tmf-api/productOrderingManagement/v4/productOrder': 'ProductOrder_Update',
  'POST /tmf-api/productOrderingManagement/v4/cancelProductOrder': 'CancelProductOrder_Create',
  'POST /tmf-api/productOrderingManagement/v4/hub': 'EventSubscriptionInput'
}

/** Keys of 安广网络, published but for the stranger's. */
const PAIRS = {
  ed: generateKeyPairSync('ed25519'),
  es: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  es384: generateKeyPairSync('ec', { namedCurve: 'P-384' }),
  stranger: generateKeyPairSync('ed25519')
}
const published = ['ed', 'es', 'es384'].map(kid => ({ ...PAIRS[kid as keyof typeof PAIRS].publicKey.export({ format: 'jwk' }), kid }))

export const wire: Wire = {
  read (request, speaking) {
    const said = readPlainly(request)
    if (said.to === 'POST /oauth2/token') return { ...said, body: readTokenRequest(said, speaking) }
    const official = OFFICIAL[said.to.replace(/\/productOrder\/.+/, '/productOrder')]
    // In a merge patch null takes a member out, whatever type the member has.
    if (official) demandSame(officialErrors(official, given(said.body as object)), [])
    return said
  },

  standing: ({ url }) => url === '/.well-known/jwks.json' ? writePlainly({ body: { keys: published } }) : undefined,

  /** `as`: claims and header of the token (null leaves one out), the key that signs it, or the whole Authorization (null: none). */
  tell ({ as: { claims, header, key = 'ed', ...as } = {}, path = '', ...content }, { now }) {
    const body = bytesOf(content)
    const exp = Math.floor(now.getTime() / 1000) + 60
    const token = newToken(
      given({ alg: 'EdDSA', kid: 'ed', ...header }),
      given({ iss: 'anguang', aud: 'lianban', exp, bodySha256: createHash('sha256').update(body).digest('base64url'), ...claims }),
      PAIRS[key as keyof typeof PAIRS].privateKey
    )
    const { authorization = `Bearer ${token}` } = as
    return { method: 'POST', url: path, query: {}, headers: authorization === null ? {} : { authorization: inserted(authorization, token) }, body }
  },

  heard ({ url, body }: NativeRequest) {
    const name = url.split('/').at(-1)!
    demandSame(officialErrors(name[0]!.toUpperCase() + name.slice(1), JSON.parse(body.toString())), [])
  },

  readAnswer ({ body }) {
    if (body.length === 0) return null
    const error = JSON.parse(body.toString())
    demandSame(officialErrors('Error', error), [])
    return error
  }
}

/** The form with what its assertion claims, once the assertion is found to be the hub's. */
function readTokenRequest ({ body, headers }: Said, { settings: { credentials }, now }: Speaking): object {
  const { client_assertion: assertion = '', ...form } = body as Record<string, string>
  const desk = newTokenDesk({ clientId: credentials.clientId, jwk: sandboxPublicJwk }, () => now)
  demand('token' in desk.issue(assertion, `http://${headers['host']}/oauth2/token`), 'client_assertion')
  const { aud, ...claims } = JSON.parse(Buffer.from(assertion.split('.')[1]!, 'base64url').toString())
  return { ...form, client_assertion: claims }
}

function given (members: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null))
}

/** An Authorization may repeat parts of the genuine token: `Bearer <header>.<payload>.` */
function inserted (authorization: string, token: string): string {
  const [header = '', payload = ''] = token.split('.')
  return authorization.replace('<header>', header).replace('<payload>', payload)
}
