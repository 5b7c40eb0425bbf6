/** What was exchanged with enterprises about one application, and how it is told. */
import type { components } from '../../openapi/hub.d.ts'
import { labelOf } from '../contract/words.ts'
import { ask, hub } from '../hub/hub.ts'
import { readAll } from './pages.ts'

export type Exchange = components['schemas']['RecordedExchange']

/** The contract leaves open what kinds of answers there are; one that is not known here is shown as it is. */
const OUTCOMES: Record<string, string> = {
  acknowledged: '已送达',
  receipt: '已收件，待企业确认',
  refused: '企业不予办理',
  outOfArea: '不在企业经营区域',
  found: '已查到',
  notFound: '查无此单',
  taken: '企业已收',
  withdrawn: '企业同意',
  underway: '企业正在办理',
  tooLate: '企业不同意',
  submitted: '审批系统已接收',
  otherContent: '审批系统已有另一份',
  failed: '未成功'
}

export function outcomeOf ({ kind, outcome }: { kind: string, outcome: string }): string {
  const isCallback = kind === 'callback' || kind === 'filingCallback'
  return isCallback ? labelOf('CallbackState', outcome) : OUTCOMES[outcome] ?? outcome
}

/** All of them, oldest first. */
export async function readExchanges (jointNumber: string): Promise<Exchange[]> {
  return await readAll(async cursor => {
    const params = { path: { jointNumber }, query: { limit: 100, ...cursor && { cursor } } }
    const { exchanges, nextCursor } = await ask(hub.GET('/v1/applications/{jointNumber}/exchanges', { params }))
    return { rows: exchanges, nextCursor }
  })
}
