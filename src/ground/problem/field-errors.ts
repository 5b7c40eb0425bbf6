/**
 * What is wrong with single fields of a request: stable codes, what people read, and Ajv's mismatches said in these
 * codes.
 */
import type { ErrorObject } from 'ajv'
import type { components } from '../../../openapi/hub.d.ts'

export type FieldError = components['schemas']['FieldError']

/** The codes of single fields under `errors`, with what people read. */
export const FIELD_ERRORS = {
  required: '必填项未填',
  'unknown-field': '没有这个字段',
  type: '数据类型不对',
  format: '格式不对',
  value: '不在允许的取值之内',
  length: '长度不符合要求（过长，或过短、为空）',
  range: '数值不在允许的范围之内',
  decimals: '小数位数过多',
  duplicate: '有重复项',
  'block-without-service': '未选择该业务或该选项，不应填写此项',
  'resident-id': '居民身份证或居住证号码有误（位数、出生日期或校验码不对，末位 X 须大写）',
  'permanent-residence-card': '外国人永久居留身份证号码有误（位数、字符或校验码不对，字母须大写）',
  'unified-social-credit-code': '统一社会信用代码有误（位数、字符、登记机关、行政区划或校验码不对）',
  'time-in-the-past': '时间不能早于现在',
  'time-too-far-ahead': '时间须在两年以内',
  'not-a-working-day': '日期须为工作日',
  'half-day-closed': '当日该半天不办公',
  'hour-of-other-half': '时刻不在所选半天的办公时间之内',
  'day-decided-otherwise': '本县已对该日作相反安排，须先撤销',
  'ends-before-it-begins': '结束时间早于开始时间',
  'day-not-decided': '本县未对该日作过安排',
  'power-of-attorney-required': '经办人申请须附法人授权委托书',
  'no-such-order': '该办件没有这家企业的业务',
  'cannot-change': '补正不能更改所申请的业务',
  'not-its-block': '不是该企业业务的字段，不能更正',
  'roles-exclude-each-other': '这些角色不能由同一账号兼任',
  'enterprise-of-specialist': '服务专员须指明企业，其他角色不得填写',
  'not-of-the-unit': '不是受理单位在用的窗口人员账号',
  'no-such-enterprise': '没有这家企业',
  'password-length': '密码须为 10 至 128 个字符',
  'password-classes': '密码须含大写字母、小写字母、数字、其他字符中的三类',
  'password-common': '密码过于常见',
  'password-of-account': '密码不能含登录名或姓名',
  'password-repeated': '不能使用最近五次用过的密码',
  'enterprise-not-connected': '该企业尚未接入',
  'region-not-served': '不在本系统服务的县域之内',
  'kind-not-offered': '该企业不办理此业务种型',
  'product-not-offered': '该企业不提供此项服务',
  'measure-needed': '判定审批方式须填此项',
  'commitment-required': '告知承诺备案须作承诺',
  'file-needed': '缺少须附的附件',
  'decision-differs': '更正后的审批方式与原申报不同，请撤回后重新申报',
  'items-fixed': '补正不能更改审批事项',
  'day-in-the-past': '不能早于今天',
  'day-in-the-future': '不能晚于今天',
  'day-out-of-order': '日期先后不对',
  'attachment-not-found': '没有这个附件，或已用于其他办件',
  'attachment-repeated': '同一附件被引用了两次',
  'too-many-attachments': '附件数量超过所选企业的限制',
  'too-many-results': '一件单项业务的办理结果附件最多 50 个',
  'attachment-too-large': '附件大小超过所选企业的限制'
} as const satisfies Record<string, string>

export type FieldErrorCode = keyof typeof FIELD_ERRORS

/** `wanted`: what the field has to be, where the code leaves that open. */
export function fieldError (pointer: string, code: FieldErrorCode, wanted?: string): FieldError {
  return { pointer, code, message: wanted ? `${FIELD_ERRORS[code]}：${wanted}` : FIELD_ERRORS[code] }
}

/** Keywords that only say that something inside them failed, which is reported by itself. */
const WRAPPERS = new Set(['if', 'allOf', 'anyOf', 'oneOf'])

/** More than that nobody reads, and nobody has to wait for. */
const MOST_MISMATCHES = 1_000

/** Ajv's mismatches in the hub's codes: one per place and code, and no more than needs to be said. */
export function fieldErrors (mismatches: ErrorObject[]): FieldError[] {
  // `contains` reports each item that is not the one looked for; the missing one is all there is to say.
  const relevant = mismatches.slice(0, MOST_MISMATCHES)
    .filter(({ keyword, schemaPath }) => !WRAPPERS.has(keyword) && !/\/contains\//.test(schemaPath))
  const errors = relevant.map(mismatch => fieldError(placeOf(mismatch), codeOf(mismatch), wantedBy(mismatch)))
  const all = [...new Map(errors.map(error => [`${error.pointer} ${error.code}`, error])).values()]
  // Of what was left empty nothing else is to be said.
  const empty = new Set(relevant.filter(isEmpty).map(placeOf))
  const distinct = all.filter(({ pointer, code }) => code === 'required' || !empty.has(pointer))
  // What is wrong inside a block that should not be there does not matter.
  const blocks = distinct.filter(({ code }) => code === 'block-without-service').map(({ pointer }) => `${pointer}/`)
  return distinct.filter(({ pointer }) => !blocks.some(block => pointer.startsWith(block)))
}

/** A text or a list that has to hold something, and holds nothing: what was sent is told by a limit of one alone. */
function isEmpty ({ keyword, params, data }: ErrorObject): boolean {
  if (keyword !== 'minLength' && keyword !== 'minItems') return false
  return params['limit'] === 1 || (data as ArrayLike<unknown> | undefined)?.length === 0
}

/** As the contract has it. A name longer than that is none of the hub's: where it stands has to do. */
const LONGEST_POINTER = 200

function placeOf ({ instancePath, keyword, params }: ErrorObject): string {
  const property = keyword === 'additionalProperties' ? params['additionalProperty'] : params['missingProperty']
  const place = property === undefined ? instancePath : `${instancePath}/${escaped(property)}`
  return place.length <= LONGEST_POINTER ? place : instancePath.slice(0, LONGEST_POINTER)
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
  'permanent-residence-card': 'permanent-residence-card',
  'unified-social-credit-code': 'unified-social-credit-code',
  'future-time': 'time-in-the-past',
  'foreseeable-time': 'time-too-far-ahead',
  'working-day': 'not-a-working-day'
}

/** What a format of the contract asks for; those with a code of their own are told by that. */
const WANTED_BY_FORMAT: Record<string, string> = {
  'date-time': '须为带时区的日期时间，如 2026-12-03T09:30:00+08:00',
  date: '须为日期，如 2026-12-03',
  uuid: '须为 UUID，如 8e03978e-40d5-43e8-bc93-6894a57f9324',
  uri: '须为完整的网址',
  'uri-reference': '须为网址',
  'readable-line': '须为一行看得见的文字，不含控制字符、不可见字符和换行',
  'readable-text': '须有看得见的文字，不含控制字符和不可见字符'
}

const WANTED_BY_KEYWORD: Record<string, (limit: number) => string> = {
  maxLength: limit => `最多 ${limit} 个字符`,
  minLength: limit => `至少 ${limit} 个字符`,
  maxItems: limit => `最多 ${limit} 项`,
  minItems: limit => `至少 ${limit} 项`,
  maximum: limit => `不大于 ${limit}`,
  minimum: limit => `不小于 ${limit}`,
  exclusiveMinimum: limit => `大于 ${limit}`
}

/** Of a pattern the contract says it in words beside it (`x-wanted`). */
function wantedBy (mismatch: ErrorObject): string | undefined {
  const { keyword, params, parentSchema } = mismatch
  if (isEmpty(mismatch)) return undefined
  if (keyword === 'pattern') return parentSchema?.['x-wanted']
  if (keyword === 'format') return WANTED_BY_FORMAT[params['format']]
  const limit: unknown = params['limit']
  return typeof limit === 'number' ? WANTED_BY_KEYWORD[keyword]?.(limit) : undefined
}

/** What people read of a keyword of JSON Schema that a value fails on. */
export function wordsOf (keyword: string): string {
  return FIELD_ERRORS[CODES_BY_KEYWORD[keyword] ?? 'value']
}

function codeOf (mismatch: ErrorObject): FieldErrorCode {
  const { keyword, params, schemaPath } = mismatch
  if (isEmpty(mismatch)) return 'required'
  if (keyword === 'false schema' && schemaPath.includes('/BlockChanges/')) return 'cannot-change'
  return (keyword === 'format' && CODES_BY_FORMAT[params['format']]) || (CODES_BY_KEYWORD[keyword] ?? 'value')
}
