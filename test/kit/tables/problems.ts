/** The errors that callers are told, as tables. */
import { FIELD_ERRORS } from '../../../src/ground/problem/field-errors.ts'
import { PROBLEMS } from '../../../src/ground/problem/problem.ts'

export function problemsTable (): string {
  const lines = Object.entries(PROBLEMS).map(([code, { status, title }]) => `| \`${code}\` | ${status} | ${title} |`)
  return ['| 错误代码 `code` | HTTP 状态 | 说明 `title` |', '|---|---|---|', ...lines].join('\n')
}

export function fieldErrorsTable (): string {
  const lines = Object.entries(FIELD_ERRORS).map(([code, message]) => `| \`${code}\` | ${message} |`)
  return ['| 字段错误代码 `code` | 说明 `message` |', '|---|---|', ...lines].join('\n')
}
