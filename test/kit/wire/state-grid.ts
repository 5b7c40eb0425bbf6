/** 国网泾县供电公司 on the wire: JSON, and in the headers an HMAC-SM3 over its bytes (interface document, Transport). */
import { signatureOf } from '../../../simulators/state-grid.ts'
import { bytesOf, demand, readPlainly, type Wire } from './wire.ts'

export const wire: Wire = {
  read (request, { settings: { credentials } }) {
    const { 'x-sg-app': app, 'x-sg-time': time = '', 'x-sg-sign': sign } = request.headers
    demand(sign === signatureOf(credentials.key, time, request.body), 'X-Sg-Sign')
    return { ...readPlainly(request), head: { app, time } }
  },

  /** `as`: another app, key or time. */
  tell ({ as, path = '', ...content }, { settings: { callback }, now }) {
    const { app, key, time } = { ...callback, time: String(now.getTime()), ...as }
    const body = bytesOf(content)
    const headers = { 'content-type': 'application/json', 'x-sg-app': app, 'x-sg-time': time, 'x-sg-sign': signatureOf(key, time, body) }
    return { method: 'POST', url: path, query: {}, headers, body }
  }
}
