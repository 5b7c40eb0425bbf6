/** Answers the page on which applicants look at their own applications: without an account, and without scripts. */
import type { FastifyRequest, RouteOptions } from 'fastify'
import type { operations } from '../../../openapi/hub.d.ts'
import type { Handlers } from '../../../openapi/serve-contract.ts'
import { newLookUp } from '../../cases/look-up.ts'
import { renewQueryCode } from '../../cases/renew-query-code.ts'
import { localTime } from '../../ground/calendar/local-time.ts'
import { PROBLEMS, type Problem } from '../../ground/problem/problem.ts'
import type { Hub } from '../../hub.ts'
import { heldPage, progressForm, progressPage, siteOf, troublePage } from '../../views/progress-page.ts'
import { callerOf } from './access/caller-of.ts'
import { networkOf } from './limits/network-of.ts'
import { asPlainPage, failByPage } from './plain-pages.ts'

type ProgressOperations = 'readProgressForm' | 'readProgress' | 'renewQueryCode'

export function progressHandlers (hub: Hub): Handlers<Pick<operations, ProgressOperations>> {
  const lookUp = newLookUp(hub)
  const site = siteOf(hub.settings.county)
  return {
    async readProgressForm (_request, reply) {
      asPlainPage(reply)
      return progressForm(site)
    },
    async readProgress (request, reply) {
      const { number, code } = request.body
      const seen = await lookUp({ number, code }, networkOf(request.ip))
      asPlainPage(reply)
      return progressPage(seen, site, localTime(hub.now()))
    },
    renewQueryCode: request => renewQueryCode(hub, callerOf(request), request.params.jointNumber, request.body)
  }
}

/** What a browser is shown where there is nothing to show. */
export function failProgress ({ settings }: Pick<Hub, 'settings'>): NonNullable<RouteOptions['errorHandler']> {
  const site = siteOf(settings.county)
  return failByPage((problem, request) => {
    switch (problem.code) {
      case 'look-up-held': return heldPage(site, Number(problem.headers['retry-after']))
      case 'look-up-refused': return progressForm(site, {
        ...typedNumber(request), wrong: '联合办件号或者查询码不对，请照受理回执再填一次。'
      })
      case 'validation-failed': return progressForm(site, {
        ...typedNumber(request), wrongNumber: wrongAt(problem, '/number'), wrongCode: wrongAt(problem, '/code')
      })
      default: return troublePage(site, PROBLEMS[problem.code].title)
    }
  })
}

function typedNumber ({ body }: FastifyRequest): { number?: string } {
  const { number } = (body ?? {}) as { number?: unknown }
  return typeof number === 'string' ? { number: number.slice(0, 40) } : {}
}

function wrongAt ({ errors }: Problem, pointer: string): string | undefined {
  return errors?.find(error => error.pointer === pointer)?.message
}
