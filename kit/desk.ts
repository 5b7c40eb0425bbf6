/**
 * An enterprise without a system beside those of the sandbox: the water works of the villages, whose specialists work
 * by hand at their desk. Whoever wants one among the others opens it before the hub reads the settings.
 */
import type { DemoApplication } from './applications.ts'
import type { SandboxDocument } from './sandbox.ts'

export const AT_DESK = 'rural-water'

/** The word in an address by which an order comes to the desk. */
const AREA = '汀溪乡'

/** Adds the enterprise, its area, and its client, which has a secret like the sandbox's others. */
export function openDesk ({ enterprises, routing, access, approvals }: SandboxDocument): void {
  enterprises[AT_DESK] = {
    profile: 'desk',
    service: 'water',
    name: '泾县乡镇供水',
    promises: { connect: [{ kinds: ['new', 'increase', 'temporary', 'fire'], days: 6 }, { kinds: ['alter'], days: 2 }] }
  }
  routing.water = { default: 'county-water', areas: [{ enterprise: AT_DESK, keywords: [AREA] }] }
  if (approvals) {
    approvals.builders[AT_DESK] = {
      name: '泾县乡镇供水站',
      unifiedSocialCreditCode: '91350100M000100Y43',
      contact: { name: '站里经办', phone: '0563-5100009' }
    }
  }
  access.clients.push({
    id: AT_DESK,
    kind: 'enterprise',
    enterprise: AT_DESK,
    scopes: [
      'applications:read', 'enterprises:read', 'desk:work', 'filings:write', 'visits:answer', 'rectifications:work'
    ],
    secretHashes: [
      '$scrypt$ln=15,r=8,p=1$U4+55x73RGSTwpsq0VxkZA$HKcqzP697+4Xt2xdyYXSBDILGVQMSDEE27kEMdsEBuw'
    ]
  })
}

/** One that waits there until a person does something about it. */
export const forTheDesk: DemoApplication = {
  title: '住户 · 乡镇新装自来水（企业没有系统，待专员接单）',
  form: {
    origin: { channel: 'window', window: '泾县政务服务中心 2 号窗口' },
    consent: true,
    basic: {
      businessNature: 'residential',
      services: ['water'],
      address: { text: `${AREA}桃岭村12号`, regionCode: '341823' },
      applicantType: 'household',
      applicantName: '朱清',
      phone: '13100000011',
      idType: 'residentId',
      idNumber: '11010519491231002X'
    },
    water: { kind: 'new', demand: 0.5 },
    foot: { firstContactUnit: '泾县乡镇供水', registrar: '赵敏' }
  },
  files: ['idCard']
}
