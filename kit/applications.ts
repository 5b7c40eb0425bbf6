/**
 * Applications to show and to try the hub with, filled in on the county's real form: all applicant types, all
 * services, new, alter, transfer, close and more, from one service to all four with every carrier. The persons and
 * firms are invented; their numbers have valid check characters.
 */
import type { ApplicationForm } from '../src/ground/form/order-view.ts'

export interface DemoApplication {
  title: string
  form: ApplicationForm
  /** Attachments to upload before, by kind. */
  files?: Array<NonNullable<ApplicationForm['attachments']>[number]['kind']>
}

type Basic = ApplicationForm['basic']

function place (text: string, streetCode?: string): Basic['address'] {
  return { text, regionCode: '341823', ...streetCode && { streetCode } }
}

function household (applicantName: string, phone: string, idNumber: string) {
  return {
    businessNature: 'residential', applicantType: 'household', applicantName, phone, idType: 'residentId', idNumber
  } as const
}

function firm (organisationName: string, unifiedSocialCreditCode: string) {
  return {
    organisationName, unifiedSocialCreditCode, idType: 'residentId', idNumber: '11010519491231002X'
  } as const
}

export const applications: DemoApplication[] = [
  {
    title: '住户 · 新房水电气网一次报齐',
    form: {
      origin: { channel: 'portal' },
      portalCaseNumber: 'AH341823-2026-0001',
      consent: true,
      basic: {
        ...household('王小梅', '13800000001', '11010519491231002X'),
        services: ['water', 'electricity', 'gas', 'network'],
        address: place('泾川镇稼祥中路12号3幢502室', '341823100')
      },
      water: { kind: 'new', demand: 0.5 },
      electricity: { kind: 'new', mainCapacity: 8, peakValley: true, transformer: false },
      gas: { kind: 'ignition', supplier: 'towngas' },
      network: {
        carriers: ['telecom', 'mobile', 'unicom', 'anguang'],
        products: ['broadband', 'cableTv'],
        kind: 'new',
        bandwidth: 300,
        tvSets: 1
      }
    },
    files: ['idCard', 'propertyCertificate']
  },
  {
    title: '住户 · 用水改装',
    form: {
      origin: { channel: 'window', window: '泾县政务服务中心 3 号窗口' },
      consent: true,
      basic: {
        ...household('李建国', '0563-5022345', '34052419800101001X'),
        services: ['water'],
        address: place('桃花潭镇水东村45号'),
        originalAddress: '桃花潭镇水东村45号老屋'
      },
      water: { kind: 'alter', remark: '水表外移' },
      foot: { firstContactUnit: '泾县供水', registrar: '赵敏' }
    }
  },
  {
    title: '法人 · 宣纸厂用电增容、用气',
    form: {
      origin: { channel: 'portal' },
      portalCaseNumber: 'AH341823-2026-0003',
      consent: true,
      basic: {
        businessNature: 'industrial',
        services: ['electricity', 'gas'],
        address: place('丁家桥镇工业园区8号'),
        applicantType: 'legalEntity',
        applicantName: '周宣',
        phone: '13900000003',
        ...firm('泾县青檀宣纸有限公司', '91350100M000100Y43')
      },
      electricity: {
        kind: 'increase', mainCapacity: 630, backupCapacity: 315, transformer: true, peakValley: true
      },
      gas: { kind: 'ignition', pressure: 3, load: 45.5, supplier: 'enn' }
    },
    files: ['businessLicence']
  },
  {
    title: '经办人 · 商铺水电过户',
    form: {
      origin: { channel: 'portal' },
      consent: true,
      basic: {
        businessNature: 'commercial',
        services: ['water', 'electricity'],
        address: place('泾川镇桃花潭路66号'),
        applicantType: 'agent',
        applicantName: '孙立',
        phone: '13700000004',
        ...firm('泾县云岭餐饮有限公司', '91350100M000100Y43')
      },
      water: { kind: 'transfer' },
      electricity: { kind: 'transfer', transformer: false, peakValley: false }
    },
    files: ['powerOfAttorney', 'businessLicence', 'idCard']
  },
  {
    title: '住户 · 宽带移机',
    form: {
      origin: { channel: 'portal' },
      consent: true,
      basic: {
        ...household('陈𠮷', '13600000005', '34052419800101001X'),
        services: ['network'],
        address: place('云岭镇章渡老街20号'),
        originalAddress: '泾川镇稼祥北路5号'
      },
      network: {
        carriers: ['telecom', 'unicom'],
        products: ['broadband', 'voice'],
        kind: 'move',
        bandwidth: 100,
        fixedLines: 1
      }
    }
  },
  {
    title: '住户 · 销户（水、电、网）',
    form: {
      origin: { channel: 'portal' },
      consent: true,
      basic: {
        ...household('吴桂英', '13500000006', '11010519491231002X'),
        services: ['water', 'electricity', 'network'],
        address: place('榔桥镇溪头都村7号')
      },
      water: { kind: 'close' },
      electricity: { kind: 'close' },
      network: { carriers: ['mobile'], products: ['broadband'], kind: 'close' }
    }
  },
  {
    title: '法人 · 工地临时用水用电',
    form: {
      origin: { channel: 'window', window: '泾县政务服务中心 1 号窗口' },
      consent: true,
      basic: {
        businessNature: 'other',
        businessNatureText: '建筑工地',
        services: ['water', 'electricity'],
        address: place('泾川镇城西新区地块A'),
        applicantType: 'legalEntity',
        applicantName: '郑工',
        phone: '13400000007',
        ...firm('泾县宏远建设有限公司', '91350100M000100Y43')
      },
      water: { kind: 'temporary', demand: 12.5 },
      electricity: { kind: 'temporary', mainCapacity: 200, transformer: true },
      foot: { firstContactUnit: '国网泾县供电公司', registrar: '钱进' }
    },
    files: ['businessLicence']
  },
  {
    title: '住户 · 燃气改管与有线电视',
    form: {
      origin: { channel: 'portal' },
      consent: true,
      basic: {
        ...household('许多', '13300000008', '34052419800101001X'),
        services: ['gas', 'network'],
        address: place('茂林镇古民居旁9号'),
        originalAddress: '茂林镇古民居旁9号'
      },
      gas: { kind: 'alterPipe' },
      network: { carriers: ['anguang'], products: ['cableTv'], kind: 'new', tvSets: 2 }
    }
  },
  {
    title: '法人 · 企业专线与消防用水',
    form: {
      origin: { channel: 'portal' },
      consent: true,
      basic: {
        businessNature: 'commercial',
        services: ['water', 'network'],
        address: place('泾川镇财富广场B座'),
        applicantType: 'legalEntity',
        applicantName: '冯岚',
        phone: '13200000009',
        ...firm('泾县桃源酒店有限公司', '91350100M000100Y43')
      },
      water: { kind: 'fire' },
      network: {
        carriers: ['telecom', 'mobile', 'unicom'],
        products: ['broadband', 'voice'],
        kind: 'new',
        bandwidth: 1000,
        fixedLines: 20,
        otherServices: { circuit: '两端 100M 专线' }
      }
    }
  }
]
