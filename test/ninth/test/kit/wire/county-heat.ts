/** 县供热 on the wire: JSON behind signed headers. */
import { signature } from '../../../simulators/county-heat.ts'
import { bytesOf, demand, readPlainly, type Wire } from './wire.ts'

export const wire: Wire = {
  read (request, { settings: { credentials } }) {
    const { 'x-heat-key': key, 'x-heat-timestamp': timestamp = '', 'x-heat-signature': sign } = request.headers
    demand(sign === signature(credentials.secret, timestamp, request.body), 'X-Heat-Signature')
    return { ...readPlainly(request), head: { key, timestamp } }
  },

  /** `as`: another key, secret or timestamp. */
  tell ({ as, path = '', ...content }, { settings: { callback }, now }) {
    const { key, secret, timestamp } = { ...callback, timestamp: String(now.getTime()), ...as }
    const body = bytesOf(content)
    const headers = { 'x-heat-key': key, 'x-heat-timestamp': timestamp, 'x-heat-signature': signature(secret, timestamp, body) }
    return { method: 'POST', url: path, query: {}, headers, body }
  }
}
