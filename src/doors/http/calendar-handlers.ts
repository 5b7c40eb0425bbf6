/** Answers the operations about working days: which ones there are, deciding that, and when something is due. */
import type { operations } from '../../../openapi/hub.d.ts'
import type { Handlers } from '../../../openapi/serve-contract.ts'
import { decideCountyDays } from '../../cases/decide-county-days.ts'
import { importCalendarYear } from '../../cases/import-calendar-year.ts'
import { fieldError } from '../../ground/problem/field-errors.ts'
import { Problem } from '../../ground/problem/problem.ts'
import type { Hub } from '../../hub.ts'
import { readCalendarYear, readDue } from '../../views/calendar.ts'
import { termsOf } from './access/caller-of.ts'

type CalendarOperations = 'readCalendarYear' | 'importCalendarYear' | 'closeDays' | 'openDays' | 'readDue'

export function calendarHandlers (hub: Hub): Handlers<Pick<operations, CalendarOperations>> {
  return {
    readCalendarYear: request => readCalendarYear(hub, request.params.year),
    async importCalendarYear (request) {
      const { file, dryRun = false } = request.body
      if (file.year !== request.params.year) {
        throw new Problem('calendar-file-wrong', { errors: [fieldError('/file/year', 'value')] })
      }
      return await importCalendarYear(hub, file, { ...termsOf(request), dryRun })
    },
    closeDays: request => decideCountyDays(hub, { ...request.body, isOffDay: true }, termsOf(request)),
    openDays: request => decideCountyDays(hub, { ...request.body, isOffDay: false }, termsOf(request)),
    readDue: request => readDue(hub, request.body)
  }
}
