/** 乡镇水厂 on the wire: JSON behind signed headers. */
import { signature } from '../../../simulators/town-water.ts'
import { bytesOf, demand, readPlainly, type Wire } from './wire.ts'

export const wire: Wire = {
  read (request, { settings: { credentials } }) {
    const { 'x-works-key': key, 'x-works-timestamp': timestamp = '', 'x-works-signature': sign } = request.headers
    demand(sign === signature(credentials.secret, timestamp, request.body), 'X-Works-Signature')
    return { ...readPlainly(request), head: { key, timestamp } }
  },

  /** `as`: another key, secret or timestamp. */
  tell ({ as, path = '', ...content }, { settings: { callback }, now }) {
    const { key, secret, timestamp } = { ...callback, timestamp: String(now.getTime()), ...as }
    const body = bytesOf(content)
    const headers = { 'x-works-key': key, 'x-works-timestamp': timestamp, 'x-works-signature': signature(secret, timestamp, body) }
    return { method: 'POST', url: path, query: {}, headers, body }
  }
}
