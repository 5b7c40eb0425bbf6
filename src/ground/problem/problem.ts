/**
 * Every error the hub answers: a stable code, its HTTP status, its Chinese title. Whatever is thrown becomes RFC 9457
 * problem+json here, and nothing of it that could be secret or personal gets out.
 */
import type { ErrorObject } from 'ajv'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { components } from '../../../openapi/hub.d.ts'

export type FieldError = components['schemas']['FieldError']

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

/** The codes of single fields under `errors`, with what people read. */
export const FIELD_ERRORS = {
  required: '必填项未填',
  'unknown-field': '没有这个字段',
  type: '数据类型不对',
  format: '格式不对',
  value: '不在允许的取值之内',
  length: '长度超出限制',
  range: '数值超出限制',
  decimals: '小数位数过多',
  duplicate: '有重复项',
  'block-without-service': '未选择该业务或该选项，不应填写此项',
  'resident-id': '居民身份证号码有误（位数、出生日期或校验码不对，末位 X 须大写）',
  'unified-social-credit-code': '统一社会信用代码有误（位数、字符或校验码不对）',
  'time-in-the-past': '计划时间不能早于现在',
  'not-a-working-day': '计划时间须为工作日',
  'power-of-attorney-required': '经办人申请须附法人授权委托书',
  'no-such-order': '该办件没有这家企业的业务',
  'cannot-change': '补正不能更改所申请的业务',
  'not-its-block': '不是该企业业务的字段，不能更正',
  'enterprise-not-connected': '该企业尚未接入',
  'region-not-served': '不在本系统服务的县域之内',
  'kind-not-offered': '该企业不办理此业务种型',
  'product-not-offered': '该企业不提供此项服务',
  'attachment-not-found': '没有这个附件，或已用于其他办件',
  'attachment-repeated': '同一附件被引用了两次',
  'too-many-attachments': '附件数量超过所选企业的限制',
  'attachment-too-large': '附件大小超过所选企业的限制'
} as const satisfies Record<string, string>

export type FieldErrorCode = keyof typeof FIELD_ERRORS

export function fieldError (pointer: string, code: FieldErrorCode): FieldError {
  return { pointer, code, message: FIELD_ERRORS[code] }
}

/** A problem to be answered. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly errors: FieldError[] | undefined
  readonly headers: Record<string, string>

  constructor (code: ProblemCode, details: { errors?: FieldError[], headers?: Record<string, string>, cause?: unknown } = {}) {
    super(code, { cause: details.cause })
    this.name = 'Problem'
    this.code = code
    this.errors = details.errors
    this.headers = details.headers ?? {}
  }
}

/** Answers everything thrown on the way of a request. */
export function answerProblems (app: FastifyInstance): void {
  app.setErrorHandler(answerError)
  app.setNotFoundHandler((request, reply) => send(request, reply, new Problem('not-found')))
}

/** Answers one error; also those that Fastify finds before it knows the route. */
export function answerError (error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = problemOf(error)
  if (PROBLEMS[problem.code].status >= 500) request.log.error({ err: error }, 'request failed')
  return send(request, reply, problem)
}

function send (request: FastifyRequest, reply: FastifyReply, problem: Problem): FastifyReply {
  const body = problemBody(problem)
  // The id also where Fastify has an answer before any hook has run.
  return reply.code(body.status).headers({ ...problem.headers, 'x-request-id': request.id }).type('application/problem+json').send({ ...body, instance: request.id })
}

/** A problem as it is answered, before it is known in which request. */
export function problemBody ({ code, errors }: Problem): components['schemas']['Problem'] {
  const { status, title } = PROBLEMS[code]
  return { type: `urn:lianban:problem:${code}`, title, status, code, ...errors && { errors } }
}

/** Codes of PostgreSQL and its driver that mean: the database cannot be used just now. */
const DATABASE_AWAY = /^(08...|53...|57P0[1-5]|ECONNREFUSED|ECONNRESET|EPIPE)$/

const FASTIFY_PROBLEMS: Record<string, ProblemCode> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed-body',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed-body',
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_REQ_FILE_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported-media-type',
  FST_INVALID_MULTIPART_CONTENT_TYPE: 'unsupported-media-type'
}

export function problemOf (error: FastifyError | Problem): Problem {
  if (error instanceof Problem) return error
  if (error.validation) return validationProblem(error.validation as unknown as ErrorObject[], error.validationContext ?? 'body')
  const known = FASTIFY_PROBLEMS[error.code]
  if (known) return new Problem(known)
  if (DATABASE_AWAY.test(error.code ?? '') || /connection (terminated|timeout)|timeout exceeded when trying to connect/i.test(error.message)) return new Problem('unavailable', { headers: { 'retry-after': '5' }, cause: error })
  if (error.statusCode !== undefined && error.statusCode < 500) return new Problem('malformed-request', { cause: error })
  return new Problem('internal-error', { cause: error })
}

function validationProblem (mismatches: ErrorObject[], where: string): Problem {
  const errors = fieldErrors(mismatches)
  if (where === 'body') return new Problem('validation-failed', { errors })
  if (where === 'params') return new Problem(NOT_THERE[errors[0]!.pointer] ?? 'not-found')
  if (where === 'headers' && errors.some(({ pointer }) => pointer === '/idempotency-key')) return new Problem('idempotency-key-missing', { errors })
  return new Problem('invalid-parameter', { errors })
}

/** A path parameter that cannot be right names nothing there is. */
const NOT_THERE: Record<string, ProblemCode> = {
  '/jointNumber': 'application-not-found',
  '/attachmentId': 'attachment-not-found',
  '/deliveryId': 'webhook-delivery-not-found',
  '/orderId': 'undeliverable-order-not-found',
  '/callbackId': 'callback-not-found',
  '/enterprise': 'no-callbacks'
}

/** Keywords that only say that something inside them failed, which is reported by itself. */
const WRAPPERS = new Set(['if', 'allOf', 'anyOf', 'oneOf'])

/** Ajv's mismatches in the hub's codes: one per place and code, and no more than needs to be said. */
export function fieldErrors (mismatches: ErrorObject[]): FieldError[] {
  // `contains` reports each item that is not the one looked for; the missing one is all there is to say.
  const told = mismatches.filter(({ keyword, schemaPath }) => !WRAPPERS.has(keyword) && !/\/contains\//.test(schemaPath))
  const errors = told.map(mismatch => fieldError(placeOf(mismatch), codeOf(mismatch)))
  const distinct = [...new Map(errors.map(error => [`${error.pointer} ${error.code}`, error])).values()]
  return distinct.filter(({ pointer }) => !distinct.some(other =>
    // What is wrong inside a block that should not be there does not matter.
    other.code === 'block-without-service' && pointer.startsWith(`${other.pointer}/`)))
}

function placeOf ({ instancePath, keyword, params }: ErrorObject): string {
  if (keyword === 'required' || keyword === 'dependentRequired') return `${instancePath}/${escaped(params['missingProperty'])}`
  if (keyword === 'additionalProperties') return `${instancePath}/${escaped(params['additionalProperty'])}`
  return instancePath
}

function escaped (name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1')
}

const CODES_BY_KEYWORD: Record<string, FieldErrorCode> = {
  required: 'required',
  dependentRequired: 'required',
  additionalProperties: 'unknown-field',
  type: 'type',
  format: 'format',
  pattern: 'format',
  enum: 'value',
  const: 'value',
  minProperties: 'required',
  maxProperties: 'length',
  minLength: 'length',
  maxLength: 'length',
  minItems: 'length',
  maxItems: 'length',
  minimum: 'range',
  maximum: 'range',
  exclusiveMinimum: 'range',
  multipleOf: 'decimals',
  uniqueItems: 'duplicate',
  'false schema': 'block-without-service',
  contains: 'power-of-attorney-required'
}

const CODES_BY_FORMAT: Record<string, FieldErrorCode> = {
  'resident-id': 'resident-id',
  'unified-social-credit-code': 'unified-social-credit-code',
  'future-time': 'time-in-the-past',
  'working-day': 'not-a-working-day'
}

function codeOf ({ keyword, params, schemaPath }: ErrorObject): FieldErrorCode {
  if (keyword === 'false schema' && schemaPath.includes('/BlockChanges/')) return 'cannot-change'
  return (keyword === 'format' && CODES_BY_FORMAT[params['format']]) || (CODES_BY_KEYWORD[keyword] ?? 'value')
}
