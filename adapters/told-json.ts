/**
 * The JSON body of a callback; `genuine` when it has been verified. Throws CallbackRefused `malformed` for what is not
 * JSON in UTF-8.
 */
import { CallbackRefused } from './failure.ts'

export function toldJson (body: Buffer, genuine: boolean): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    throw new CallbackRefused('malformed', undefined, { genuine })
  }
}
