/** What the tests need to know of 中国电信: a form that reaches it, and what it says. */
import iconv from 'iconv-lite'
import { carrierOrder, type TestProfile } from '../kit/test-profile.ts'

export const testProfile: TestProfile = {
  order: carrierOrder,
  accepted: '101200',
  needsMaterial: '401200',
  finished: '201300',
  callback: {
    first: '101200',
    further: '101300',
    stored: [200, />0000</],
    signature: [200, />1008</],
    broken: [200, />1003</],
    unknownReference: [200, />2004</],
    internal: [200, />9001</],
    replayed: [200, />1003<.*TransactionID/s],
    changed (message) {
      const text = iconv.decode(message.body, 'gbk').replace('101200', '201300')
      return { ...message, body: iconv.encode(text, 'gbk') }
    }
  }
}
