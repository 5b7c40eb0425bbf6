/** 中国联通 on the wire: one JSON envelope, a TOKEN over its head (interface document, Transport). */
import { newChecker, readNativeContract } from '../../../openapi/document.ts'
import type { components } from '../../../openapi/enterprises/unicom.d.ts'
import { tokenOfUnicomHead } from '../../../simulators/unicom.ts'
import { bytesOf, demand, demandSame, readPlainly, type Wire } from './wire.ts'

const contract = newChecker<components['schemas']>(readNativeContract('unicom'))

export const wire: Wire = {
  read (request, { settings: { credentials } }) {
    const said = readPlainly(request)
    const { UNI_BSS_HEAD: { TOKEN, ...head }, UNI_BSS_BODY: body, ...more } = said.body as any
    demandSame(more, { UNI_BSS_ATTACHED: { MEDIA_INFO: '' } })
    demand(TOKEN === tokenOfUnicomHead(head.APP_ID, head.TIMESTAMP, head.TRANS_ID, credentials.secret), 'TOKEN')
    return { ...said, head, body }
  },

  /** The body is the ORDER_STATE_NOTIFY_REQ. `as`: members of the head, TOKEN among them, or another secret. */
  tell ({ as: { secret, ...head } = {}, path = '', ...content }, { settings: { callback } }) {
    const signed = { APP_ID: callback.appId, TIMESTAMP: '2026-01-05 09:30:15 123', TRANS_ID: '20260105093015123000042', ...head }
    const TOKEN = tokenOfUnicomHead(signed.APP_ID, signed.TIMESTAMP, signed.TRANS_ID, secret ?? callback.secret)
    const body = content.text === undefined
      ? JSON.stringify({
        UNI_BSS_HEAD: { TOKEN, RESERVED: [], ...signed },
        UNI_BSS_BODY: { ORDER_STATE_NOTIFY_REQ: content.body },
        UNI_BSS_ATTACHED: { MEDIA_INFO: '' }
      })
      : content.text
    return { method: 'POST', url: path, query: {}, headers: { 'content-type': 'application/json; charset=UTF-8' }, body: bytesOf(body) }
  },

  /** The result; whose head it repeats is for a test of its own. */
  readAnswer ({ body }) {
    const answer = JSON.parse(body.toString())
    demandSame(contract.check('OrderStateNotifyAnswer', answer), { value: answer })
    const { UNI_BSS_HEAD: { RESP_CODE, RESP_DESC }, UNI_BSS_BODY } = answer
    return { UNI_BSS_HEAD: { RESP_CODE, RESP_DESC }, UNI_BSS_BODY }
  }
}
