/** Answers the operations by which people sign in and out, and see to their own account. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { components, operations } from '../../../openapi/hub.d.ts'
import type { Handlers } from '../../../openapi/serve-contract.ts'
import {
  beginTelephone, changePassword, confirmTelephone, renewRecoveryCodes, type OwnAccount
} from '../../cases/own-account.ts'
import { enterCode, signIn, signOut, type From, type Step } from '../../cases/sign-in.ts'
import { newSecretVerifier, type SecretVerifier } from '../../ground/access/secret-verifier.ts'
import { plainAddress } from '../../ground/network/addresses.ts'
import { Problem } from '../../ground/problem/problem.ts'
import type { Hub } from '../../hub.ts'
import { listSignInWays } from '../../views/sign-in-ways.ts'
import { presentSession, readSession } from '../../views/signed-in.ts'
import { giveSession, sessionIn, takeSession } from './access/session-cookie.ts'
import { sessionOf } from './access/session-guard.ts'
import { networkOf } from './limits/network-of.ts'

type SessionOperations =
  'signIn' | 'readSession' | 'keepSession' | 'signOut' | 'enterCode' | 'beginTelephone' | 'confirmTelephone' |
  'changePassword' | 'renewRecoveryCodes' | 'listSignInWays'

export function sessionHandlers (
  hub: Hub, passwords: SecretVerifier = newSecretVerifier({ hashes: 1 })
): Handlers<Pick<operations, SessionOperations>> {
  const { people } = hub.settings.access

  /** Where nobody signs in here, there is no such address. */
  function here (): OwnAccount {
    if (!people) throw new Problem('not-found')
    return { ...hub, terms: people, passwords }
  }

  function answer (reply: FastifyReply, own: OwnAccount, { account, begun }: Step): components['schemas']['Session'] {
    giveSession(reply, own.terms, begun.id)
    return presentSession(own, account, begun)
  }

  return {
    async signIn (request, reply) {
      const own = here()
      return answer(reply, own, await signIn(own, request.body, from(request), sessionIn(request, own.terms)))
    },
    listSignInWays: async () => listSignInWays(here().terms),
    readSession: request => readSession(here(), sessionOf(request)),
    // The guard has noted that somebody is there.
    keepSession: request => readSession(here(), sessionOf(request)),
    async signOut (request, reply) {
      const own = here()
      await signOut(own, sessionOf(request), from(request))
      takeSession(reply, own.terms)
      reply.code(204)
      return undefined
    },
    async enterCode (request, reply) {
      const own = here()
      return answer(reply, own, await enterCode(own, sessionOf(request), request.body.code, from(request)))
    },
    beginTelephone: request => beginTelephone(here(), sessionOf(request), request.body.code, from(request)),
    async confirmTelephone (request, reply) {
      const own = here()
      const { code } = request.body
      const { recoveryCodes, ...step } = await confirmTelephone(own, sessionOf(request), code, from(request))
      return { recoveryCodes, session: answer(reply, own, step) }
    },
    async changePassword (request, reply) {
      const own = here()
      return answer(reply, own, await changePassword(own, sessionOf(request), request.body, from(request)))
    },
    renewRecoveryCodes: request => renewRecoveryCodes(here(), sessionOf(request), request.body.code, from(request))
  }
}

export function from ({ ip }: FastifyRequest<any>): From {
  return { address: plainAddress(ip ?? '').slice(0, 64), network: networkOf(ip) }
}
