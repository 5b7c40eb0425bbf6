/**
 * The ninth enterprise, step by step: 县供热 and a service the form did not have. The files an integrator writes stand beside this
 * one, each where it belongs in the project; these are the edits to what is there already. test/ninth.test.ts performs both in a
 * copy of the project.
 */

export interface Step {
  file: string
  /** Text that stands in the file once; the insertion goes right behind it. */
  after: string
  insert: string
}

/** The enterprise: where every further company of the form is named. */
const enterprise: Step[] = [
  {
    file: 'openapi/hub.yaml',
    after: '`unicom` 中国联通, `anguang` 安广网络',
    insert: ', `county-heat` 县供热'
  },
  {
    file: 'openapi/hub.yaml',
    after: 'enum: [county-water, state-grid, towngas, enn, telecom, mobile, unicom, anguang',
    insert: ', county-heat'
  },
  {
    file: 'openapi/hub.yaml',
    after: '        | 安广网络 | `/v1/callbacks/anguang/listener/<event>` | `application/json`, JWT |\n',
    insert: '        | 县供热 | `/v1/callbacks/county-heat` | `application/json`, HMAC-SHA256 headers |\n'
  },
  {
    file: 'redocly.yaml',
    after: 'apis:\n',
    insert: `\
  county-heat:
    root: openapi/enterprises/county-heat.yaml
`
  },
  {
    file: 'src/enterprises/profiles.ts',
    after: "import { anguangAdapter } from '../adapters/anguang.ts'\n",
    insert: "import { countyHeatAdapter } from '../adapters/county-heat.ts'\n"
  },
  {
    file: 'src/enterprises/profiles.ts',
    after: "import { anguangMapping } from '../mappings/anguang.ts'\n",
    insert: "import { countyHeatMapping } from '../mappings/county-heat.ts'\n"
  },
  {
    file: 'src/enterprises/profiles.ts',
    after: "  anguang: join('安广网络', anguangMapping, anguangAdapter),\n",
    insert: "  'county-heat': join('县供热', countyHeatMapping, countyHeatAdapter),\n"
  },
  {
    file: 'simulators/registry.ts',
    after: "import { simulateAnguang } from './anguang.ts'\n",
    insert: "import { simulateCountyHeat } from './county-heat.ts'\n"
  },
  {
    file: 'simulators/registry.ts',
    after: '  anguang: simulateAnguang,\n',
    insert: "  'county-heat': simulateCountyHeat,\n"
  },
  {
    file: 'settings.sandbox.yaml',
    after: 'enterprises:\n',
    insert: `\
  county-heat:
    baseUrl: http://127.0.0.1:9109
    credentials: { key: LB341823, secret: heat-sandbox-secret }
    callback: { key: LB341823, secret: heat-callback-secret }
`
  }
]

/** The service: only when the form has no block for it yet. */
const service: Step[] = [
  {
    file: 'openapi/hub.yaml',
    after: "description: '`water` 水, `electricity` 电, `gas` 气, `network` 网",
    insert: ', `heat` 热'
  },
  {
    file: 'openapi/hub.yaml',
    after: 'enum: [water, electricity, gas, network',
    insert: ', heat'
  },
  {
    file: 'openapi/hub.yaml',
    after: "        network: { $ref: '#/components/schemas/Network' }\n",
    insert: "        heat: { $ref: '#/components/schemas/Heat' }\n"
  },
  {
    file: 'openapi/hub.yaml',
    after: '          else: { properties: { network: false } }\n',
    insert: `\
        - if: { required: [basic], properties: { basic: { required: [services], properties: { services: { contains: { const: heat } } } } } }
          then: { required: [heat] }
          else: { properties: { heat: false } }
`
  },
  {
    file: 'openapi/hub.yaml',
    after: "        network: { $ref: '#/components/schemas/BlockChanges' }\n",
    insert: "        heat: { $ref: '#/components/schemas/BlockChanges' }\n"
  },
  {
    file: 'openapi/hub.yaml',
    after: '          then: { required: [bandwidth] }\n',
    insert: `\
    Heat:
      title: 用热业务
      type: object
      additionalProperties: false
      required: [kind]
      properties:
        kind:
          title: 业务种型
          description: '\`new\` 新装, \`transfer\` 过户, \`close\` 停用, \`other\` 其他'
          enum: [new, transfer, close, other]
        kindText:
          title: 业务种型（其他）说明
          description: Required when kind is \`other\`.
          $ref: '#/components/schemas/ShortText'
        area:
          title: 供热面积
          description: ㎡, at most two decimals; required for \`new\`.
          type: number
          exclusiveMinimum: 0
          maximum: 1000000
          multipleOf: 0.01
        remark:
          title: 备注
          $ref: '#/components/schemas/Remark'
      allOf:
        - $ref: '#/components/schemas/OtherKindHasText'
        - if: { required: [kind], properties: { kind: { const: new } } }
          then: { required: [area] }
`
  }
]

/** The tables of the tests that every enterprise is in; with these it is withdrawn, supplemented and its callbacks forged like all. */
const tests: Step[] = [
  {
    file: 'test/journeys/enterprises.ts',
    after: "  anguang: { service: carrier('anguang'), accepted: 'acknowledged', needsMaterial: 'held', finished: 'completed' }",
    insert: `,
  'county-heat': { service: { heat: { kind: 'new', area: 89.5 } }, accepted: '受理', needsMaterial: '补件', finished: '供热' }`
  },
  {
    file: 'test/src/callbacks/receive.test.ts',
    after: 'const WORDS: Record<Talkative, Words> = {\n',
    insert: `\
  'county-heat': {
    stored: [200, /"taken":true/],
    signature: [401, /签名错误/],
    stale: [401, /时间戳/],
    broken: [401, /签名错误/],
    unknownReference: [404, /联办单号/],
    internal: [500, /系统异常/]
  },
`
  },
  {
    file: 'test/src/callbacks/receive.test.ts',
    after: 'const STEPS: Record<Talkative, [first: string, further: string]> = {\n',
    insert: "  'county-heat': ['踏勘', '施工'],\n"
  },
  {
    file: 'test/mappings/coverage.test.ts',
    after: 'const BLOCKS: { [S in Service]: (kind: string, products: Product[]) => NonNullable<ApplicationForm[S]> } = {\n',
    insert: "  heat: kind => ({ kind, kindText: '换热站移位', area: 89.5, remark: '热的备注' }) as ApplicationForm['heat'] & object,\n"
  },
  {
    file: 'test/mappings/coverage.test.ts',
    after: "const OTHERS = { water: 'new', electricity: 'new', gas: 'ignition', network: 'new'",
    insert: ", heat: 'new'"
  },
  {
    file: 'test/mappings/coverage.test.ts',
    after: "const REMARKS: Record<Service, string> = { water: '水的备注', electricity: '电的备注', gas: '气的备注', network: '网的备注'",
    insert: ", heat: '热的备注'"
  }
]

export const steps: Step[] = [...enterprise, ...service, ...tests]

/** The text of the step's file with the insertion. Throws when its anchor is missing, or stands there more than once. */
export function performed (text: string, { file, after, insert }: Step): string {
  const [before, behind, ...more] = text.split(after)
  if (behind === undefined) throw new Error(`${file}: the anchor is not there: ${after}`)
  if (more.length > 0) throw new Error(`${file}: the anchor stands there more than once: ${after}`)
  return before + after + insert + behind
}
