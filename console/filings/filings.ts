/** Administrative approvals as screens read and say them. */
import type { components, operations } from '../../openapi/hub.d.ts'
import { ask, hub } from '../hub/hub.ts'
import type { Tone } from '../pieces/Tag.vue'

type Schemas = components['schemas']
export type Filing = Schemas['Filing']
export type FilingDetail = Schemas['FilingDetail']
type Query = NonNullable<operations['listFilings']['parameters']['query']>

const TONES: Record<Filing['state'], Tone> = {
  exempt: 'good', pending: 'running', open: 'running', passed: 'good', refused: 'bad', cancelled: 'still', broken: 'bad'
}

/** What waits for the filer calls. */
export function filingTag ({ state, stateLabel, task }: Filing): { tone: Tone, label: string } {
  if (task === 'correct') return { tone: 'warned', label: '待补正' }
  if (task === 'redrive') return { tone: 'bad', label: '未能送出' }
  return { tone: TONES[state], label: stateLabel }
}

/** By its national code (办件状态). */
export function itemTone ({ statusCode }: Schemas['FilingItem']): Tone {
  if (statusCode === 11 || statusCode === 12) return 'good'
  if (statusCode === 6) return 'warned'
  if (statusCode === 9 || statusCode === 2 || statusCode === 14) return 'still'
  return statusCode === 4 || statusCode === 5 || statusCode === 13 || statusCode === 15 ? 'bad' : 'running'
}

/** All of an order, or of an application: there are few. */
export async function readFilings (query: Query): Promise<readonly Filing[]> {
  const { filings } = await ask(hub.GET('/v1/filings', { params: { query: { ...query, limit: 100 } } }))
  return filings
}

export async function readFiling (filingId: string): Promise<FilingDetail> {
  return await ask(hub.GET('/v1/filings/{filingId}', { params: { path: { filingId } } }))
}

/** With what was filed: of an order there are few. */
export async function readFilingsOf (orderReference: string): Promise<readonly FilingDetail[]> {
  return await Promise.all((await readFilings({ orderReference })).map(({ id }) => readFiling(id)))
}
