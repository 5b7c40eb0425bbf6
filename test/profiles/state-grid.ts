/** What the tests need to know of 国网县供电公司: a form that reaches it, and what it says. */
import { sign } from '../../adapters/state-grid.ts'
import { changeJson } from '../kit/change-json.ts'
import type { TestProfile } from '../kit/test-profile.ts'

export const testProfile: TestProfile = {
  order: () => ({ electricity: { kind: 'new', mainCapacity: 8 } }),
  accepted: '3',
  needsMaterial: '6',
  finished: '11',
  callback: {
    first: '3',
    further: '8',
    stored: [200, /^\{"code":"0000"/],
    signature: [200, /"0002".*签名错误/],
    stale: [200, /"0002".*时间戳/],
    broken: [200, /"0002".*签名错误/],
    unknownReference: [200, /"0001".*preAppNo不存在/],
    internal: [200, /"0002".*系统错误/],
    replayed: [200, /"0002".*serialNo重复/],
    changed (message) {
      const body = changeJson(message.body, ({ data }) => { data.sendElectType = '11' })
      const signature = sign('state-grid-callback-key', message.headers['x-sg-time']!, body)
      return { ...message, body, headers: { ...message.headers, 'x-sg-sign': signature } }
    }
  }
}
