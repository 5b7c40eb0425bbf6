/** The JSON body of a callback. Throws CallbackRefused `malformed` for what is not JSON in UTF-8. */
import { CallbackRefused } from './failure.ts'

export function toldJson (body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    throw new CallbackRefused('malformed')
  }
}
