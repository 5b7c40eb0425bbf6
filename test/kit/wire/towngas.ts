/** 港华燃气 on the wire: a signed query, JSON or the bytes of a file (interface document, Transport). */
import { createHash } from 'node:crypto'
import { signatureOf } from '../../../simulators/towngas-access.ts'
import { bytesOf, demand, readPlainly, type Wire } from './wire.ts'

export const wire: Wire = {
  read (request, { settings: { credentials } }) {
    const { query: { sign, ...query }, ...said } = readPlainly(request)
    const password = said.to.endsWith('/oauth2/getToken') ? credentials.basePassword : credentials.accessPassword
    const signed = said.to.endsWith('/media/upload') ? createHash('md5').update(request.body).digest('hex').toUpperCase() : request.body
    demand(sign === signatureOf(query as Record<string, string>, signed, password), 'sign')
    return { ...said, query }
  },

  /** `as`: another seq, appId or password. */
  tell ({ as, path = '', query: more, ...content }, { settings: { callback } }) {
    const { password, ...parameters } = { seq: '70052026010510150000000000000001', ...callback, ...as }
    const body = bytesOf(content)
    const unsigned = { ...parameters, ...more }
    const query = { ...unsigned, sign: signatureOf(unsigned, body, password) }
    return { method: 'POST', url: `${path}?${new URLSearchParams(query)}`, query, headers: { 'content-type': 'application/json' }, body }
  }
}
