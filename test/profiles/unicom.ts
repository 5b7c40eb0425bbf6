/** What the tests need to know of 中国联通: a form that reaches it, and what it says. */
import { changeJson } from '../kit/change-json.ts'
import { carrierOrder, type TestProfile } from '../kit/test-profile.ts'

export const testProfile: TestProfile = {
  order: carrierOrder,
  accepted: '10',
  needsMaterial: '70',
  finished: '60',
  callback: {
    first: '10',
    further: '20',
    stored: [200, /"RESP_CODE":"0000"/],
    signature: [200, /"10001".*TOKEN/],
    stale: [200, /"10001".*TIMESTAMP/],
    broken: [200, /"1001"/],
    unknownReference: [200, /"1404"/],
    internal: [200, /"8888"/],
    replayed: [200, /"10001".*TRANS_ID/],
    // The TOKEN says nothing of the body.
    changed (message) {
      const body = changeJson(message.body, ({ UNI_BSS_BODY }) => {
        UNI_BSS_BODY.ORDER_STATE_NOTIFY_REQ.ORDER_STATE = '60'
      })
      return { ...message, body }
    }
  }
}
