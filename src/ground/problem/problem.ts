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
  'idempotency-key-wrong': { status: 400, title: 'Idempotency-Key 请求头不合规，须为 1 至 255 个可见的 ASCII 字符' },
  unauthenticated: { status: 401, title: '没有登录，或缺少有效的访问令牌' },
  'sign-in-refused': { status: 401, title: '登录名、密码或动态口令有误' },
  'provider-refused': { status: 401, title: '统一身份认证未通过，请重新登录' },
  'insufficient-scope': { status: 403, title: '权限不足' },
  'look-up-refused': { status: 403, title: '联合办件号或查询码不对' },
  'no-role': { status: 403, title: '统一身份认证没有给您本系统的角色，请联系身份认证平台的管理员' },
  'account-unusable': { status: 403, title: '账号已停用或注销，请联系账号管理员' },
  'session-changed': { status: 403, title: '本页打开之后登录的人换了，请刷新页面' },
  'foreign-origin': { status: 403, title: '请求不是从本系统的页面发出的' },
  'link-refused': { status: 403, title: '附件链接无效或已过期' },
  'callback-source-refused': { status: 403, title: '该来源不能提交此企业的回调' },
  'not-found': { status: 404, title: '没有这个地址' },
  'application-not-found': { status: 404, title: '没有这个联合办件' },
  'clock-not-found': { status: 404, title: '没有这项计时' },
  'attachment-not-found': { status: 404, title: '没有这个附件' },
  'webhook-endpoint-not-found': { status: 404, title: '没有设置推送地址' },
  'webhook-delivery-not-found': { status: 404, title: '没有这条推送' },
  'undeliverable-order-not-found': { status: 404, title: '没有这个需人工处理的单项业务' },
  'desk-order-not-found': { status: 404, title: '工作台没有这件单项业务' },
  'callback-not-found': { status: 404, title: '没有这条企业来报' },
  'visit-not-found': { status: 404, title: '该办件没有联合踏勘' },
  'draft-not-found': { status: 404, title: '没有这份草稿' },
  'rating-not-found': { status: 404, title: '没有这条评价' },
  'rectification-not-found': { status: 404, title: '没有这件差评整改' },
  'order-not-found': { status: 404, title: '没有这件单项业务' },
  'filing-not-found': { status: 404, title: '没有这件行政审批申报' },
  'account-not-found': { status: 404, title: '没有这个账号' },
  'no-callbacks': { status: 404, title: '该企业没有回调接口或尚未接入' },
  'method-not-allowed': { status: 405, title: '这个地址不接受这种请求方法' },
  'not-acceptable': { status: 406, title: '没有所要的媒体类型' },
  'idempotency-key-busy': { status: 409, title: '使用同一 Idempotency-Key 的请求正在处理' },
  'application-open': { status: 409, title: '办件尚未全部结束，或正与企业往来，不能删除个人信息' },
  'nothing-to-withdraw': { status: 409, title: '没有可撤回的业务' },
  'supplement-under-way': { status: 409, title: '上一次补正尚未送达企业' },
  'no-material-wanted': { status: 409, title: '该业务当前不需要补正' },
  'step-not-possible': { status: 409, title: '该业务当前不能这样办理' },
  'order-changed': { status: 409, title: '该业务在您查看之后已有变化' },
  'visit-changed': { status: 409, title: '联合踏勘在您查看之后已有变化' },
  'proposal-superseded': { status: 409, title: '该踏勘时间已不再有效，已另提时间' },
  'visit-not-needed': { status: 409, title: '没有须上门踏勘的业务' },
  'visit-not-possible': { status: 409, title: '联合踏勘当前不能这样办理' },
  'visit-not-begun': { status: 409, title: '联合踏勘尚未开始' },
  'not-redrivable': { status: 409, title: '该来报当前不能重新采纳' },
  'settlement-not-possible': { status: 409, title: '该事项不能这样了结' },
  'move-not-possible': { status: 409, title: '该单项业务现在不能这样移交' },
  'enterprise-not-asked': { status: 409, title: '未能向企业查询它是否已有此单' },
  'not-ended': { status: 409, title: '业务尚未办结，不能评价' },
  'already-rated': { status: 409, title: '已评价过，且不能再追评' },
  'ratings-not-set': { status: 409, title: '本县没有设置评价页的地址' },
  'rating-changed': { status: 409, title: '该评价在您查看之后已有变化' },
  'rectification-changed': { status: 409, title: '该整改在您查看之后已有变化' },
  'rectification-step-not-possible': { status: 409, title: '该整改当前不能这样办理' },
  'own-appeal': { status: 409, title: '不能裁决自己提出的申诉，请由其他人员裁决' },
  'draft-changed': { status: 409, title: '这份草稿在您打开之后已有变化' },
  'drafts-full': { status: 409, title: '草稿已满，请先提交或删除旧的草稿' },
  'no-approvals': { status: 409, title: '本县没有接入行政审批系统，或没有设置审批判定表' },
  'no-builder': { status: 409, title: '没有设置该企业的建设主体资料，不能申报' },
  'order-not-taken': { status: 409, title: '该单项业务尚未由企业接单，不能申报' },
  'order-ended': { status: 409, title: '该单项业务已经结束' },
  'filing-changed': { status: 409, title: '该申报在您查看之后已有变化' },
  'filing-ended': { status: 409, title: '该申报已经结束' },
  'no-correction-wanted': { status: 409, title: '没有部门等待该申报补正' },
  'correction-under-way': { status: 409, title: '上一次补正尚未送达审批系统' },
  'no-follow-up': { status: 409, title: '该申报不是有效的告知承诺备案，不作事后核查' },
  'no-breach': { status: 409, title: '该申报不是有效的告知承诺备案，不能认定违反承诺' },
  'not-given-up': { status: 409, title: '该申报没有需人工处理的事项' },
  'account-exists': { status: 409, title: '已有这个登录名，登录名不能重复使用' },
  'account-closed': { status: 409, title: '该账号已注销' },
  'own-account': { status: 409, title: '不能变更自己的账号权限，请由另一名账号管理员办理' },
  'account-of-provider': { status: 409, title: '该账号的密码、动态口令、单位和角色由统一身份认证平台管理' },
  'not-wanted': { status: 409, title: '当前登录不需要这一步' },
  'calendar-contradiction': { status: 409, title: '与本县已作的安排相抵触' },
  'request-timeout': { status: 408, title: '请求未在时限内传完' },
  'person-erased': { status: 410, title: '个人信息已删除' },
  'body-too-large': { status: 413, title: '请求体超过大小限制' },
  'unsupported-media-type': { status: 415, title: '请求体的媒体类型不受支持' },
  'validation-failed': { status: 422, title: '填写有误' },
  'search-too-wide': { status: 422, title: '查询条件不足：须有证照号码，或同时给出其他两项' },
  'idempotency-key-reused': { status: 422, title: '该 Idempotency-Key 已用于另一份内容' },
  'calendar-file-wrong': { status: 422, title: '放假安排文件有误' },
  'attachment-type': { status: 422, title: '附件类型不受支持，仅限 JPEG、PNG、PDF' },
  'attachment-missing': { status: 422, title: '请求中没有附件文件' },
  'sign-in-held': { status: 429, title: '登录失败次数过多，请稍后再试' },
  'look-up-held': { status: 429, title: '查询失败次数过多，请稍后再试' },
  'too-many-requests': { status: 429, title: '请求过于频繁，请稍后重试' },
  'headers-too-large': { status: 431, title: '请求头过多或过大' },
  'internal-error': { status: 500, title: '系统内部错误，请稍后以相同内容重试' },
  'provider-unavailable': { status: 503, title: '统一身份认证平台暂不可用，请稍后重试，或用本系统的账号登录' },
  unavailable: { status: 503, title: '系统暂不可用，请稍后重试' }
} as const satisfies Record<string, { status: number, title: string }>

export type ProblemCode = keyof typeof PROBLEMS

/** Of the fields that fail so many are named; whoever has more wrong has something else wrong. */
const MOST_ERRORS = 100

interface ProblemDetails {
  /** In Chinese: what there is to say of this one occurrence. */
  detail?: string
  errors?: FieldError[]
  /** Of the answer. */
  headers?: Record<string, string>
  /** For the log; the caller is not told. */
  cause?: unknown
}

/** A problem to be answered. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly detail: string | undefined
  readonly errors: FieldError[] | undefined
  /** How many more there were. */
  readonly errorsOmitted: number
  readonly headers: Record<string, string>

  constructor (code: ProblemCode, details: ProblemDetails = {}) {
    super(code, { cause: details.cause })
    this.name = 'Problem'
    this.code = code
    this.detail = details.detail
    this.errors = details.errors?.slice(0, MOST_ERRORS)
    this.errorsOmitted = Math.max(0, (details.errors?.length ?? 0) - MOST_ERRORS)
    this.headers = details.headers ?? {}
  }

  /** The same of a part of the body that stands at `pointer`. */
  at (pointer: string): Problem {
    const errors = this.errors?.map(error => ({ ...error, pointer: `${pointer}${error.pointer}` }))
    const { code, detail, headers, cause } = this
    return new Problem(code, {
      ...detail !== undefined && { detail }, ...errors && { errors }, headers, cause
    })
  }
}

/** Somebody was faster: which version there is now and which was seen, and how what was changed stands, in words. */
export function changedSince (code: ProblemCode, seen: number, version: number, standing?: string): Problem {
  const versions = `现版本为 ${version}，您查看的是 ${seen}`
  return new Problem(code, { detail: standing === undefined ? versions : `${versions}；${standing}` })
}
