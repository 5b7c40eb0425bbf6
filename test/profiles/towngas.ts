/** What the tests need to know of 港华燃气: a form that reaches it, and what it says. */
import { towngasSign } from '../../adapters/towngas-signature.ts'
import { changeJson } from '../kit/change-json.ts'
import type { TestProfile } from '../kit/test-profile.ts'

export const testProfile: TestProfile = {
  order: slug => ({ gas: { kind: 'ignition', supplier: slug } }),
  accepted: '10',
  needsMaterial: '70',
  finished: '60',
  callback: {
    first: '10',
    further: '20',
    stored: [200, /"resultCode":"0"/],
    signature: [200, /"20002"/],
    broken: [200, /"20002"/],
    unknownReference: [200, /"30404"/],
    internal: [200, /"50000"/],
    replayed: [200, /"30001"/],
    // Order, status and time are what identifies a message here.
    changed (message) {
      const body = changeJson(message.body, status => { status.remark = '换一句话' })
      const url = new URL(message.path, 'http://hub')
      const sign = towngasSign(Object.fromEntries(url.searchParams), body, 'towngas-callback-secret')
      url.searchParams.set('sign', sign)
      return { ...message, path: url.pathname + url.search, body }
    }
  }
}
