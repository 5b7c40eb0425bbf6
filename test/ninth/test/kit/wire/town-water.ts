/** 乡镇水厂 on the wire: JSON, and in the headers an HMAC-SHA256 over time and bytes (native contract, info.description). */
import { signature } from '../../../simulators/town-water.ts'
import { bytesOf, demand, demandSame, readPlainly, type Wire } from './wire.ts'

export const wire: Wire = {
  read (request, { settings: { credentials }, now }) {
    const { 'x-works-key': key, 'x-works-timestamp': timestamp = '', 'x-works-signature': sign } = request.headers
    demandSame({ key, timestamp }, { key: credentials.key, timestamp: String(now.getTime()) })
    demand(sign === signature(credentials.secret, timestamp, request.body), 'X-Works-Signature')
    return readPlainly(request)
  },

  /** `as`: another key, secret or time. */
  tell ({ as, path = '', ...content }, { settings: { callback }, now }) {
    const { key, secret, time } = { ...callback, time: now.getTime(), ...as }
    const body = bytesOf(content)
    const headers = {
      'content-type': 'application/json',
      'x-works-key': key,
      'x-works-timestamp': String(time),
      'x-works-signature': signature(secret, String(time), body)
    }
    return { method: 'POST', url: path, query: {}, headers, body }
  }
}
