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

/** Keywords that only say that something inside them failed, which is reported by itself. */
const WRAPPERS = new Set(['if', 'allOf', 'anyOf', 'oneOf'])

/** More than that nobody reads, and nobody has to wait for. */
const MOST_MISMATCHES = 1_000

/** Ajv's mismatches in the hub's codes: one per place and code, and no more than needs to be said. */
export function fieldErrors (mismatches: ErrorObject[]): FieldError[] {
  // `contains` reports each item that is not the one looked for; the missing one is all there is to say.
  const relevant = mismatches.slice(0, MOST_MISMATCHES)
    .filter(({ keyword, schemaPath }) => !WRAPPERS.has(keyword) && !/\/contains\//.test(schemaPath))
  const errors = relevant.map(mismatch => fieldError(placeOf(mismatch), codeOf(mismatch)))
  const distinct = [...new Map(errors.map(error => [`${error.pointer} ${error.code}`, error])).values()]
  // What is wrong inside a block that should not be there does not matter.
  const blocks = distinct.filter(({ code }) => code === 'block-without-service').map(({ pointer }) => `${pointer}/`)
  return distinct.filter(({ pointer }) => !blocks.some(block => pointer.startsWith(block)))
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
  'unified-social-credit-code': 'unified-social-credit-code',
  'future-time': 'time-in-the-past',
  'working-day': 'not-a-working-day'
}

function codeOf ({ keyword, params, schemaPath }: ErrorObject): FieldErrorCode {
  if (keyword === 'false schema' && schemaPath.includes('/BlockChanges/')) return 'cannot-change'
  return (keyword === 'format' && CODES_BY_FORMAT[params['format']]) || (CODES_BY_KEYWORD[keyword] ?? 'value')
}
