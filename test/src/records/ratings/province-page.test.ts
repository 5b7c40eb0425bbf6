/** The address on the province's page, read back as its server would. */
import { test } from 'tap'
import { provincePage } from '../../../../src/records/ratings/province-page.ts'

const CASE = { caseNumber: 'AH341823-2026-0001', applicantName: '王小梅', idNumber: '11010519491231002X', phone: '13800000001', division: '341823' }

test('a query of case and applicant, encoded twice', t => {
  const { origin, pathname, searchParams } = new URL(provincePage({ url: 'https://pj.example.gov.cn/evaluate', parameter: 'param' }, CASE))
  t.equal(origin + pathname, 'https://pj.example.gov.cn/evaluate')
  t.strictSame([...searchParams.keys()], ['param'])
  const once = Buffer.from(searchParams.get('param')!, 'base64').toString()
  const query = new URLSearchParams(Buffer.from(once, 'base64').toString())
  t.strictSame(Object.fromEntries(query), {
    projectNo: 'AH341823-2026-0001', userName: '王小梅', idCard: '11010519491231002X', phone: '13800000001', regionCode: '341823000000', evaluateChannel: 'PJQ'
  })
  t.end()
})

test('what it is called in the address is a setting', t => {
  t.match(provincePage({ url: 'https://pj.example.gov.cn/evaluate', parameter: 'p' }, CASE), /^https:\/\/pj\.example\.gov\.cn\/evaluate\?p=/)
  t.end()
})
