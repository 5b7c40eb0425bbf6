/**
 * Every column whose values are sealed, with the key of its row: value and place belong together, so that a value
 * copied to another row or column does not open there. Rotation, the check at the start and the search for leaks go by
 * this table.
 */

export interface SealedColumn {
  table: string
  column: string
  /** The columns of the primary key. */
  key: readonly string[]
}

function sealed (table: string, column: string, ...key: string[]): SealedColumn {
  return { table, column, key }
}

export const SEALED_COLUMNS = {
  form: sealed('applications', 'form_sealed', 'serial'),
  queryCode: sealed('applications', 'query_code_sealed', 'serial'),
  corrections: sealed('orders', 'corrections_sealed', 'id'),
  orderRemark: sealed('orders', 'remark_sealed', 'id'),
  withdrawalReason: sealed('orders', 'withdrawal_reason_sealed', 'id'),
  withdrawalWish: sealed('orders', 'wish_sealed', 'id'),
  transitionRemark: sealed('transitions', 'remark_sealed', 'application_serial', 'sequence'),
  messageRequest: sealed('messages', 'request_sealed', 'exchange_id', 'position'),
  messageResponse: sealed('messages', 'response_sealed', 'exchange_id', 'position'),
  payload: sealed('intents', 'payload_sealed', 'id'),
  answer: sealed('idempotency_keys', 'answer_sealed', 'client_id', 'key'),
  callbackUrl: sealed('callbacks', 'url_sealed', 'id'),
  callbackBody: sealed('callbacks', 'body_sealed', 'id'),
  callbackStatus: sealed('callbacks', 'status_sealed', 'id'),
  callbackRemains: sealed('callbacks', 'remains_sealed', 'id'),
  filingContent: sealed('filings', 'content_sealed', 'id'),
  filingCancelReason: sealed('filings', 'cancel_reason_sealed', 'id'),
  filingReason: sealed('filings', 'reason_sealed', 'id'),
  filingRemark: sealed('filing_items', 'remark_sealed', 'id'),
  filingEventRemark: sealed('filing_events', 'remark_sealed', 'filing_id', 'sequence'),
  sessionToken: sealed('tokens', 'value_sealed', 'enterprise'),
  personDetails: sealed('people', 'details_sealed', 'id'),
  totp: sealed('people', 'totp_sealed', 'id'),
  nextTotp: sealed('people', 'next_totp_sealed', 'id'),
  draftForm: sealed('drafts', 'form_sealed', 'id'),
  draftSummary: sealed('drafts', 'summary_sealed', 'id'),
  ratingText: sealed('ratings', 'text_sealed', 'id'),
  ratingSupplement: sealed('ratings', 'supplement_sealed', 'id'),
  rectifier: sealed('rectifications', 'person_sealed', 'rating_id'),
  callBack: sealed('rectifications', 'call_back_sealed', 'rating_id'),
  rectificationResult: sealed('rectifications', 'result_sealed', 'rating_id'),
  appeal: sealed('rectifications', 'appeal_sealed', 'rating_id'),
  appealDecision: sealed('rectifications', 'decision_sealed', 'rating_id'),
  visitReason: sealed('visits', 'reason_sealed', 'id'),
  visitRemark: sealed('visit_answers', 'remark_sealed', 'visit_id', 'order_id'),
  visitMissed: sealed('visit_answers', 'missed_sealed', 'visit_id', 'order_id'),
  visitWords: sealed('visit_results', 'words_sealed', 'visit_id', 'order_id')
} as const satisfies Record<string, SealedColumn>

export type SealedColumnName = keyof typeof SEALED_COLUMNS
