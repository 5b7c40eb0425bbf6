/** 县行政审批 on the wire: JSON in an envelope, whose token stands beside the parameters (interface document, Transport). */
import { bytesOf, demand, readPlainly, type Wire } from './wire.ts'

export const wire: Wire = {
  read (request, { settings: { credentials } }) {
    const { body, ...said } = readPlainly(request)
    const { token, params, ...more } = body as { token?: string, params: Record<string, unknown> }
    demand(Object.keys(more).length === 0, 'beside token and params')
    if (token === undefined) demand(params['appkey'] === credentials.appKey && params['appsecret'] === credentials.appSecret, 'appkey, appsecret')
    return { ...said, ...token !== undefined && { head: { token } }, body: params }
  },

  /** `as`: another token; null leaves it out. */
  tell ({ as, path = '', ...content }, { settings: { callback } }) {
    const { token } = { token: callback.token, ...as }
    const envelope = { ...token !== null && { token }, params: content.body }
    const body = bytesOf(content.body === undefined ? content : { body: envelope })
    return { method: 'POST', url: path, query: {}, headers: { 'content-type': 'application/json' }, body }
  }
}
