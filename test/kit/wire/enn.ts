/** 新奥燃气 on the wire: JSON behind the gateway's signed headers (interface document, Transport). */
import { ennSignature } from '../../../simulators/enn-gateway.ts'
import { bytesOf, demand, readPlainly, type Wire } from './wire.ts'

export const wire: Wire = {
  read (request, { settings: { credentials } }) {
    const { 'x-gw-accesskey': accessKey, 'x-gw-timestamp': timestamp = '', 'x-gw-nonce': nonce = '', 'x-gw-signature': signature } = request.headers
    const path = request.url.slice(request.url.indexOf('/jx-install'))
    demand(signature === ennSignature(credentials.secret, request.method, path, timestamp, nonce, request.body), 'X-GW-Signature')
    return { ...readPlainly(request), head: { accessKey, timestamp, nonce } }
  },

  /** `as`: another access key, secret, timestamp or nonce, or a path that is signed instead of the one it came by. */
  tell ({ as, path = '', ...content }, { settings: { callback }, now }) {
    const { accessKey, secret, timestamp, nonce, signedPath } = {
      ...callback, timestamp: String(now.getTime()), nonce: '7f3c9a1e5b2d4c60', signedPath: path, ...as
    }
    const body = bytesOf(content)
    const headers = {
      'content-type': 'application/json',
      'x-gw-accesskey': accessKey,
      'x-gw-timestamp': timestamp,
      'x-gw-nonce': nonce,
      'x-gw-signature': ennSignature(secret, 'POST', signedPath, timestamp, nonce, body)
    }
    return { method: 'POST', url: path, query: {}, headers, body }
  }
}
