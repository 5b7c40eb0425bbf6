/** The settings every adapter has, and the forms they are written in. An adapter adds its credentials to them. */
import ms, { type StringValue } from 'ms'
import { z } from 'zod'

/** A duration with its unit, `500ms`, `10s`, `30m`, `72h`, `3d`; read as milliseconds. */
export const duration = z.string()
  .regex(/^\d+(\.\d+)?(ms|s|m|h|d)$/, '应为带单位的时长，例如 10s、30m、72h')
  .transform(text => ms(text as StringValue))

/** Some time, and not longer than this. */
export function upTo (most: StringValue): (milliseconds: number) => boolean {
  return milliseconds => milliseconds > 0 && milliseconds <= ms(most)
}

/** A secret; not empty, so that an unset environment variable is noticed. */
export const secret = z.string().min(1, '不能为空')

export const transport = {
  /** Base URL as the interface document writes `{base}`, without a trailing slash. */
  baseUrl: z.url({ protocol: /^https?$/ }).transform(url => url.replace(/\/$/, '')),
  /** For one whole exchange. */
  timeout: duration.default(15_000)
}

/**
 * A block, or its JSON text, the form an environment variable has. Text that is no JSON is left for the schema to
 * refuse without quoting it.
 */
export function fromText (value: unknown): unknown {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}
