/**
 * A filing in the hub's words: what an enterprise that builds tells the county's departments of the stretch from the
 * red line to the public network, and what they make of it. And what a mapping of the system that takes filings is. It
 * knows no network, no clock, no environment.
 */

/** `notice` 告知承诺备案制: recorded at once on a commitment. `parallel` 并联审批制: the departments decide side by side. */
export type FilingMode = 'notice' | 'parallel'

/** 建设工程规划, 道路挖掘, 道路占用, 绿地临时占用: each is one department's. */
export const FILING_ITEMS = ['planning', 'roadExcavation', 'roadOccupation', 'greenOccupation'] as const
export type FilingItem = typeof FILING_ITEMS[number]

/** A file that the approvals system was given before. */
export interface FilingMaterial {
  name: string
  /** The system's own id of it, from `upload`. */
  fileId: string
}

export interface Filing {
  /** The business idempotency key, the same over every retry and every correction; the system's flowno. */
  reference: string
  projectName: string
  /** 申请单位: the enterprise that builds. */
  applicant: { name: string, unifiedSocialCreditCode: string }
  /** Of the enterprise, never the resident. */
  contact: { name: string, phone: string }
  mode: FilingMode
  /** Of this filing alone, more than 0; lengths that are added up decide about the mode and are not sent. */
  lengthMetres: number
  address: string
  route: string
  /** Days, `2026-01-05`. */
  startDate: string
  endDate: string
  /** At least one, each once. */
  items: readonly FilingItem[]
  /** 承诺; a `notice` is not sent without it, a `parallel` never has it. */
  commitment: boolean
  /** May be empty. */
  materials: readonly FilingMaterial[]
}

/** Where a filing is made. */
export interface FilingSite {
  /** The division that the system knows the county by. */
  areaCode: string
}

/** How far a department is with an item; in brackets the national code 办件状态. */
export const ITEM_STATES = [
  /** 接件 (1). */
  'received',
  /** 撤件 (2): withdrawn before it was accepted. */
  'takenBack',
  /** 受理 (3). */
  'accepted',
  /** 不受理 (4). */
  'notAccepted',
  /** 不予受理 (5). */
  'notAdmitted',
  /** 补正开始 (6). */
  'needsMaterial',
  /** 补正结束 (7). */
  'materialReceived',
  /** 部门开始办理 (8). */
  'underReview',
  /** 特别程序开始 (9). */
  'specialProcedure',
  /** 特别程序结束 (10). */
  'specialProcedureEnded',
  /** 办结(通过) (11). */
  'passed',
  /** 办结(容缺通过) (12). */
  'passedConditionally',
  /** 办结(不通过) (13). */
  'notPassed',
  /** 撤回 (14): withdrawn after it was accepted. */
  'withdrawn',
  /** 撤销 (15): the department has undone it, also after it had passed. */
  'revoked'
] as const
export type ItemState = typeof ITEM_STATES[number]

/** How an item ended. */
export type ItemEnd = 'passed' | 'refused' | 'withdrawn' | 'revoked'

/** What a department waits for while its own clock stands still. */
export type ItemPause = 'material' | 'specialProcedure'

/** What a state of an item means to a filing. */
export interface ItemMeaning {
  state: ItemState
  /** As long as the item is in this state the department's clock stands still; in any other it runs. */
  pause?: ItemPause
  /** The item has ended so. Only `revoked` may still follow an end, and only after `passed`. */
  end?: ItemEnd
}

/** What a department said of one item. There is no third guess: mapped, or unknown. */
export type ItemProgress =
  | ItemMeaning & {
    kind: 'mapped'
    item: FilingItem
    /** The department's own number of it, 项目编号. */
    projectNumber: string
    /** When it happened by the department's clock, RFC 3339 with offset; orders messages that overtake each other. */
    at?: string
    /** What stands in the place of that time and is none. */
    noSuchTime?: string
    /** 办理意见, for people: what is to be corrected, why it was refused. */
    remark?: string
  }
  /** An item or a state that is in no table of the document. */
  | { kind: 'unknown', native: string }

/** What a mapping of an approvals system is. */
export interface FilingMapping<NativeProject, NativeItem> {
  /** A filing as it is submitted, and as it is handed in again corrected. */
  project (filing: Filing, site: FilingSite): NativeProject
  /** The item of a native code; nothing where no table of the document has it. */
  item (itemCode: string): FilingItem | undefined
  /** One item of an inquiry, or what a callback tells of one. */
  progress (item: NativeItem): ItemProgress
}
