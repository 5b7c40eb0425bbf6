/** What the tests need to know of 县供水: a form that reaches it, and what it says. */
import type { TestProfile } from '../kit/test-profile.ts'

export const testProfile: TestProfile = {
  order: () => ({ water: { kind: 'new', demand: 0.5 } }),
  accepted: '受理',
  needsMaterial: '退补',
  finished: '通水'
}
