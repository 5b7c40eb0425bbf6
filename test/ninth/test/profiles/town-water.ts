/** What the tests need to know of 乡镇水厂: a form that reaches it, and what it says. */
import type { TestProfile } from '../kit/test-profile.ts'

export const testProfile: TestProfile = {
  order: () => ({ water: { kind: 'new', demand: 0.5 } }),
  address: { streetCode: '341823108' },
  accepted: '受理',
  needsMaterial: '补件',
  finished: '通水',
  callback: {
    first: '踏勘',
    further: '施工',
    stored: [200, /"taken":true/],
    signature: [401, /签名错误/],
    stale: [401, /时间戳/],
    broken: [401, /签名错误/],
    unknownReference: [404, /联办单号/],
    internal: [500, /系统异常/]
  }
}
