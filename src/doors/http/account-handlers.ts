/** Answers the operations about accounts of people: those of account administrators, and the auditor's list. */
import type { components, operations } from '../../../openapi/hub.d.ts'
import type { Handlers } from '../../../openapi/serve-contract.ts'
import {
  changeAccount, endAccount, endSessions, letIn, lockOut, openAccount, resetPassword, resetTelephone
} from '../../cases/administer-accounts.ts'
import { Problem } from '../../ground/problem/problem.ts'
import type { Hub } from '../../hub.ts'
import { listAccounts, readAccount } from '../../views/accounts.ts'
import { listSignIns } from '../../views/sign-ins.ts'
import { termsOf } from './access/caller-of.ts'

type AccountOperations =
  'listAccounts' | 'openAccount' | 'readAccount' | 'changeAccount' | 'actOnAccount' | 'resetPassword' | 'listSignIns'

const ACTS: Record<components['schemas']['AccountAct']['act'], typeof lockOut> = {
  lock: lockOut, unlock: letIn, close: endAccount, resetTelephone, endSessions
}

export function accountHandlers (hub: Hub): Handlers<Pick<operations, AccountOperations>> {
  return {
    listAccounts: request => listAccounts(hub, request.query),
    async openAccount (request, reply) {
      const given = await at('/account', openAccount(hub, request.body.account, termsOf(request)))
      reply.code(201)
      return given
    },
    readAccount: request => readAccount(hub, request.params.login),
    async changeAccount (request) {
      const { login } = request.params
      await at('/change', changeAccount(hub, login, request.body.change, termsOf(request)))
      return await readAccount(hub, login)
    },
    async actOnAccount (request) {
      const { login } = request.params
      await ACTS[request.body.act](hub, login, termsOf(request))
      return await readAccount(hub, login)
    },
    resetPassword: request => resetPassword(hub, request.params.login, termsOf(request)),
    listSignIns: request => listSignIns(hub, request.query)
  }
}

/** What is wrong is named where it stands in the body. */
async function at<T> (pointer: string, done: Promise<T>): Promise<T> {
  return await done.catch(error => { throw error instanceof Problem ? error.at(pointer) : error })
}
