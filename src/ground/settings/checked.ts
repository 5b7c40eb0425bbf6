/** Checks what a site has set by its schema; what is wrong is named by its path, in Chinese. */
import { z } from 'zod'
import { WrongSettings } from './wrong-settings.ts'

z.config(z.locales.zhCN())

/** Throws WrongSettings; `name` says where the value stands. */
export function checked<T> (schema: z.ZodType<T>, value: unknown, name: string): T {
  const result = schema.safeParse(value ?? {})
  if (result.success) return result.data
  const faults = result.error.issues.map(issue => `${name}：${issue.path.join('.') || '（根）'}：${wording(issue)}`)
  throw new WrongSettings(faults.join('\n'))
}

/** Values never appear in the message; they may be secrets. */
function wording (issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_key') return issue.issues.map(({ message }) => message).join('；')
  if (issue.code === 'unrecognized_keys') return `未知的设置项 ${issue.keys.join('、')}`
  return issue.message
}
