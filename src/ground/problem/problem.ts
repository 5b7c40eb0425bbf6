/**
 * Every error the hub answers (RFC 9457): a stable code, its HTTP status, its Chinese title. src/doors/http sends them.
 */
import type { FieldError } from './field-errors.ts'

export const PROBLEMS = {
  'malformed-body': { status: 400, title: '请求体不是有效的 JSON' },
  'ambiguous-body': { status: 400, title: '请求体 JSON 的字段名重复、字符不合规或嵌套过深' },
  'malformed-request': { status: 400, title: '请求无法识别' },
  'invalid-parameter': { status: 400, title: '请求参数有误' },
  'idempotency-key-missing': { status: 400, title: '缺少 Idempotency-Key 请求头' },
  unauthenticated: { status: 401, title: '缺少有效的访问令牌' },
  'insufficient-scope': { status: 403, title: '访问令牌的权限不足' },
  'link-refused': { status: 403, title: '附件链接无效或已过期' },
  'callback-source-refused': { status: 403, title: '该来源不能提交此企业的回调' },
  'not-found': { status: 404, title: '没有这个地址' },
  'application-not-found': { status: 404, title: '没有这个联合办件' },
  'attachment-not-found': { status: 404, title: '没有这个附件' },
  'webhook-endpoint-not-found': { status: 404, title: '没有设置推送地址' },
  'webhook-delivery-not-found': { status: 404, title: '没有这条推送' },
  'undeliverable-order-not-found': { status: 404, title: '没有这个需人工处理的单项业务' },
  'callback-not-found': { status: 404, title: '没有这条企业来报' },
  'no-callbacks': { status: 404, title: '该企业没有回调接口或尚未接入' },
  'idempotency-key-busy': { status: 409, title: '使用同一 Idempotency-Key 的请求正在处理' },
  'application-open': { status: 409, title: '办件尚未全部结束，或正与企业往来，不能删除个人信息' },
  'nothing-to-withdraw': { status: 409, title: '没有可撤回的业务' },
  'supplement-under-way': { status: 409, title: '上一次补正尚未送达企业' },
  'no-material-wanted': { status: 409, title: '该业务当前不需要补正' },
  'not-redrivable': { status: 409, title: '该来报当前不能重新采纳' },
  'settlement-not-possible': { status: 409, title: '该事项不能这样了结' },
  'request-timeout': { status: 408, title: '请求未在时限内传完' },
  'person-erased': { status: 410, title: '个人信息已删除' },
  'body-too-large': { status: 413, title: '请求体超过大小限制' },
  'unsupported-media-type': { status: 415, title: '请求体的媒体类型不受支持' },
  'validation-failed': { status: 422, title: '申请表填写有误' },
  'idempotency-key-reused': { status: 422, title: '该 Idempotency-Key 已用于另一份内容' },
  'attachment-type': { status: 422, title: '附件类型不受支持，仅限 JPEG、PNG、PDF' },
  'attachment-missing': { status: 422, title: '请求中没有附件文件' },
  'too-many-requests': { status: 429, title: '请求过于频繁，请稍后重试' },
  'headers-too-large': { status: 431, title: '请求头过多或过大' },
  'internal-error': { status: 500, title: '系统内部错误，请稍后以相同内容重试' },
  unavailable: { status: 503, title: '系统暂不可用，请稍后重试' }
} as const satisfies Record<string, { status: number, title: string }>

export type ProblemCode = keyof typeof PROBLEMS

/** Of the fields that fail so many are named; whoever has more wrong has something else wrong. */
const MOST_ERRORS = 100

interface ProblemDetails {
  errors?: FieldError[]
  /** Of the answer. */
  headers?: Record<string, string>
  /** For the log; the caller is not told. */
  cause?: unknown
}

/** A problem to be answered. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly errors: FieldError[] | undefined
  /** How many more there were. */
  readonly errorsOmitted: number
  readonly headers: Record<string, string>

  constructor (code: ProblemCode, details: ProblemDetails = {}) {
    super(code, { cause: details.cause })
    this.name = 'Problem'
    this.code = code
    this.errors = details.errors?.slice(0, MOST_ERRORS)
    this.errorsOmitted = Math.max(0, (details.errors?.length ?? 0) - MOST_ERRORS)
    this.headers = details.headers ?? {}
  }
}
