/** What figures are asked for, as the address has it; as a spreadsheet and as the report, too. */
import type { components, operations } from '../../openapi/hub.d.ts'
import { ask, hub } from '../hub/hub.ts'
import { save } from '../pieces/save.ts'

export type FigureQuery = NonNullable<operations['readFigures']['parameters']['query']>

/** Undefined while only one end of a period is chosen. */
export function queryOf ({ month, from, to, ...others }: Record<string, string>): FigureQuery | undefined {
  if (from === undefined && to === undefined) return { ...others, ...month !== undefined && { month } } as FigureQuery
  return from === undefined || to === undefined ? undefined : { ...others, from, to } as FigureQuery
}

/** A month takes the place of two days, and the other way round. */
export function withFilter (values: Record<string, string>, name: string, value: string | undefined): typeof values {
  const clash = name === 'month' ? ['from', 'to'] : name === 'from' || name === 'to' ? ['month'] : []
  const kept = Object.entries(values).filter(([other]) => other !== name && !(value && clash.includes(other)))
  return { ...Object.fromEntries(kept), ...value && { [name]: value } }
}

/** As numbers; the contract has them as text, too. */
export async function readFigures (query: FigureQuery): Promise<components['schemas']['Figures']> {
  return await ask(hub.GET('/v1/figures', { params: { query }, headers: { accept: 'application/json' } })) as
    components['schemas']['Figures']
}

/** Where a browser, which takes pages, gets the report (通报) to be printed. */
export function reportUrl (query: FigureQuery): string {
  return `/v1/figures?${new URLSearchParams(query as Record<string, string>)}`
}

/** Hands the spreadsheet of the same figures to the browser, as a file. */
export async function download (query: FigureQuery, name: string): Promise<void> {
  save(await ask(hub.GET('/v1/figures', {
    params: { query }, headers: { accept: 'text/csv' }, parseAs: 'blob'
  })) as unknown as Blob, name)
}
