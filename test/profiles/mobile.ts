/** What the tests need to know of 中国移动: a form that reaches it, and what it says. */
import { decrypt, encrypt, sign } from '../../adapters/mobile-signature.ts'
import { carrierOrder, type TestProfile } from '../kit/test-profile.ts'

const KEY = 'ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100'

export const testProfile: TestProfile = {
  order: carrierOrder,
  accepted: '1',
  needsMaterial: '7',
  finished: '6',
  callback: {
    first: '1',
    further: '2',
    stored: [200, /"00000"/],
    signature: [200, /"10001".*签名错误/],
    stale: [200, /"10001".*超出时限/],
    broken: [200, /"10001"/],
    unknownReference: [200, /"20404"/],
    internal: [200, /"99999"/],
    replayed: [200, /"10001".*busiSerial/],
    changed (message) {
      const content = encrypt(KEY, { ...decrypt(KEY, message.body.toString()) as object, remark: '换一句话' })
      const url = new URL(message.path, 'http://hub')
      url.searchParams.set('sign', sign(KEY, Object.fromEntries(url.searchParams), content))
      return { ...message, path: url.pathname + url.search, body: Buffer.from(content) }
    }
  }
}
