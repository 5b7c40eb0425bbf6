/**
 * An applicant without an account looks at their own application, by its number and the query code of the receipt. What
 * fails is counted before it is tried; neither the answer nor the work tells whether there is such an application.
 */
import { jointNumber, type CountySettings } from '../enterprises/county.ts'
import type { ProgressSettings } from '../ground/access/progress-settings.ts'
import { EVERYTHING } from '../ground/access/visible.ts'
import { fieldError, type FieldError } from '../ground/problem/field-errors.ts'
import { Problem } from '../ground/problem/problem.ts'
import { newCodeCheck, QUERY_CODE } from '../records/orders/query-code.ts'
import type { VisitTerms } from '../records/visits/arrange.ts'
import { countLookUp, takeBackLookUp } from '../records/people/look-up-failures.ts'
import { readApplication, type Application, type ApplicationNeeds } from '../views/applications.ts'
import { readVisitShown, type VisitShown } from '../views/visit-shown.ts'

interface LookingUp extends ApplicationNeeds {
  visits: Pick<VisitTerms, 'measure'>
  settings: { county: CountySettings, progress: ProgressSettings }
  log: { warn (about: object, text: string): void }
}

/** As it was typed, by somebody who reads it off a paper. */
export interface Typed { number: string, code: string }

/** What somebody who has the code sees. */
export interface Seen { application: Application, visit: VisitShown | undefined }

/** Throws Problem `validation-failed`, `look-up-held` or `look-up-refused`. `network`: by what its asker is counted. */
export type LookUp = (typed: Typed, network: string) => Promise<Seen>

export function newLookUp (hub: LookingUp): LookUp {
  const { pool, vault, settings } = hub
  const opens = newCodeCheck(pool, vault)
  return async (typed, network) => {
    const { number, code } = read(settings.county, typed)
    const tried = { jointNumber: number, network }
    const held = await countLookUp(pool, vault, tried, settings.progress.failuresOfNetwork, hub.now())
    if (held) {
      // Neither number nor network: they would tell who was asked about, or who asked.
      if (held.first) hub.log.warn({ event: 'look-up-held' }, 'a progress page is held after too many failures')
      const seconds = Math.max(1, Math.ceil((held.until.getTime() - hub.now().getTime()) / 1000))
      throw new Problem('look-up-held', { headers: { 'retry-after': String(seconds) } })
    }
    const found = await lookUp(number, code).catch(async error => {
      await takeBackLookUp(pool, vault, tried)
      throw error
    })
    if (!found) throw new Problem('look-up-refused')
    await takeBackLookUp(pool, vault, tried)
    return found
  }

  async function lookUp (number: string, code: string): Promise<Seen | undefined> {
    if (!await opens(number, code)) return undefined
    const [application, visit] = await Promise.all([
      readApplication(hub, EVERYTHING, number), readVisitShown(hub, number)
    ])
    return { application, visit }
  }
}

/** A whole joint number, or its digits alone: `(SLXB)000123`, `slxb 000123`, `123`. */
const NUMBER = /^([A-Z]{2,8})?(\d{1,12})$/

/** Throws Problem `validation-failed`. */
function read (county: CountySettings, { number, code }: Typed): Typed {
  const [whole, prefix = county.prefix, digits = ''] = NUMBER.exec(plain(number).replaceAll(/[()]/g, '')) ?? []
  const errors = [
    ...whole === undefined ? [wrong('/number', number, '须为联合办件号，如受理回执所印')] : [],
    ...QUERY_CODE.test(plain(code)) ? [] : [wrong('/code', code, '须为 8 位数字')]
  ]
  if (errors.length > 0) throw new Problem('validation-failed', { errors })
  return { number: jointNumber({ prefix }, Number(digits)), code: plain(code) }
}

function wrong (pointer: string, text: string, wanted: string): FieldError {
  return plain(text) === '' ? fieldError(pointer, 'required') : fieldError(pointer, 'format', wanted)
}

/** Full-width signs are the same (NFKC), and what was put between the digits says nothing. */
function plain (text: string): string {
  return text.normalize('NFKC').replaceAll(/[\s\-‐-―]/g, '').toUpperCase()
}
