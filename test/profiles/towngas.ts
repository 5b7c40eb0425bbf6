/** What the tests need to know of 港华燃气: a form that reaches it, and what it says. */
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
    internal: [200, /"50000"/]
    // Nothing but what it says identifies a message here.
  }
}
