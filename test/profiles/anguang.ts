/** What the tests need to know of 安广网络: a form that reaches it, and what it says. */
import { carrierOrder, type TestProfile } from '../kit/test-profile.ts'

export const testProfile: TestProfile = {
  order: carrierOrder,
  accepted: 'acknowledged',
  needsMaterial: 'held',
  finished: 'completed',
  callback: {
    first: 'inProgress',
    further: 'completed',
    stored: [204, /^$/],
    signature: [401, /tokenRefused/],
    stale: [401, /tokenExpired/],
    broken: [401, /tokenRefused/],
    unknownReference: [404, /notFound/],
    internal: [500, /"internal"/]
  }
}
