/** What the kinds of exchanges are called. */
import type { components } from '../../openapi/hub.d.ts'

export const EXCHANGE_LABELS: Record<components['schemas']['RecordedExchange']['kind'], string> = {
  place: '送单', inquire: '查询进度', supplement: '送补正材料', withdraw: '申请撤回', callback: '企业来报'
}
