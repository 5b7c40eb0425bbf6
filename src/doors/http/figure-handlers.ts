/** Answers the operation about what was kept and what was missed: as JSON, for spreadsheets, or to be printed. */
import type { operations } from '../../../openapi/hub.d.ts'
import type { Handlers } from '../../../openapi/serve-contract.ts'
import { viewOf } from '../../ground/access/visible.ts'
import type { Hub } from '../../hub.ts'
import { readFigures } from '../../views/figures.ts'
import { figuresCsv } from '../../views/figures-csv.ts'
import { figuresReport, REPORT_POLICY } from '../../views/figures-report.ts'
import { callerOf } from './access/caller-of.ts'
import { wantedType } from './media-types.ts'

const OFFERED = ['application/json', 'text/csv', 'text/html'] as const

export function figureHandlers (hub: Hub): Handlers<Pick<operations, 'readFigures'>> {
  return {
    async readFigures (request, reply) {
      const type = wantedType(request.headers.accept, OFFERED)
      const figures = await readFigures(hub, viewOf(callerOf(request)), request.query)
      reply.header('vary', 'Accept')
      if (type === 'application/json') return figures
      reply.type(`${type}; charset=utf-8`)
      if (type === 'text/html') {
        reply.header('content-security-policy', REPORT_POLICY)
        return figuresReport(figures, hub.settings.county.name)
      }
      reply.header('content-disposition', `attachment; filename="figures-${figures.from}-${figures.to}.csv"`)
      return figuresCsv(figures)
    }
  }
}
