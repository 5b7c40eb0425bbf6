/** 中国移动 on the wire: a signed query and an encrypted body (interface document, Transport). */
import { seal, signature, unseal } from '../../../simulators/mobile-envelope.ts'
import { bytesOf, demand, readPlainly, writePlainly, type Wire } from './wire.ts'

export const wire: Wire = {
  read (request, { settings: { credentials: { appKey } } }) {
    const { query: { sign, ...query }, ...said } = readPlainly(request)
    if (said.to === 'POST /oauth/token') return { ...said, query }
    const content = request.body.toString()
    demand(sign === signature(appKey, new URL(request.url, 'http://hub').searchParams, content), 'sign')
    return { ...said, query, body: JSON.parse(unseal(appKey, content)) }
  },

  /** A `result` that is no text is encrypted. */
  write (answer, _request, { settings: { credentials } }) {
    const { result, ...body } = answer.body ?? {}
    if (typeof result !== 'object') return writePlainly(answer)
    return writePlainly({ ...answer, body: { ...body, result: seal(credentials.appKey, JSON.stringify(result)) } })
  },

  /** The body is encrypted, a text is not. `as`: other parameters (null leaves one out), another key or sign. */
  tell ({ as: { appKey: key, sign, ...changed } = {}, path = '', text, body }, { settings: { callback: { appId, appKey } } }) {
    const parameters = { method: 'LB_ORDER_STATE', format: 'json', appId, version: '1.0', timestamp: '20260105093015', busiSerial: 'S0001', ...changed }
    const query = new URLSearchParams(Object.entries<string | null>(parameters).filter((pair): pair is [string, string] => pair[1] !== null))
    const content = text ?? seal(key ?? appKey, JSON.stringify(body))
    query.append('sign', sign ?? signature(key ?? appKey, query, content))
    const headers = { 'content-type': 'text/plain; charset=UTF-8' }
    return { method: 'POST', url: `${path}?${query}`, query: Object.fromEntries(query), headers, body: bytesOf(content) }
  }
}
