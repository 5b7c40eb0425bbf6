/** Every fault with every enterprise, as a table; test/journeys/faults.test.ts proves each of its cells. */
import type { Fault } from '../../../simulators/faults.ts'
import { profiles } from '../../../src/enterprises/profiles.ts'
import { exposed } from '../fault-matrix.ts'

const ASKED = '先查询，企业没有的再送一次'
const FOUND = '先查询，查到即不再送'

const WORDS = {
  error500: { what: '答复 500', then: ASKED },
  busy503: { what: '答复 503', then: ASKED },
  tooMany429: { what: '答复 429', then: '按其要求等待，不计次数' },
  page404: { what: '网关以 404 网页答复', then: ASKED },
  hang: { what: '收了请求不答', then: `超时，${ASKED}` },
  dead: { what: '断开连接', then: ASKED },
  dropAnswer: { what: '收了单，不答即断开', then: FOUND },
  garbage: { what: '收了单，答复无法读取', then: FOUND },
  pageInstead: { what: '收了单，答复换成网关的 404 网页', then: FOUND },
  halfBody: { what: '收了单，答复只有一半', then: FOUND },
  repeat: { what: '来报重复', then: '只采纳一次，照样应答' },
  early: { what: '来报先于送达确认', then: '暂存到确认之后再采纳' },
  late: { what: '来报迟到', then: '到时采纳' },
  reorder: { what: '来报次序颠倒', then: '不回退' },
  forge: { what: '来报系伪造', then: '不改变任何状态' }
} as const satisfies Record<Fault, { what: string, then: string }>

export function faultMatrixTable (): string {
  const all = [...profiles.keys()]
  const faults = Object.entries(WORDS) as Array<[Fault, { what: string, then: string }]>
  return [
    `| 故障 | 情形 | 本系统 | ${all.join(' | ')} |`,
    `|---|---|---|${'---|'.repeat(all.length)}`,
    ...faults.map(([fault, { what, then }]) => `| \`${fault}\` | ${what} | ${then} | ${all.map(profile => exposed(fault).includes(profile) ? '✓' : '无来报').join(' | ')} |`)
  ].join('\n')
}
