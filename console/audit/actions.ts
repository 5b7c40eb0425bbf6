/** What was done by hand, and to what, in words. */

export const ACTIONS: ReadonlyArray<{ value: string, label: string }> = [
  { value: 'account-opening', label: '开设账号' },
  { value: 'account-change', label: '变更账号' },
  { value: 'account-lock', label: '停用账号' },
  { value: 'account-unlock', label: '恢复账号' },
  { value: 'account-closure', label: '注销账号' },
  { value: 'account-password-reset', label: '重置密码' },
  { value: 'account-totp-reset', label: '解除动态口令' },
  { value: 'account-sign-out', label: '强制退出' },
  { value: 'desk-step', label: '工作台办理' },
  { value: 'duty-handover', label: '移交首问责任' },
  { value: 'query-code-renewal', label: '换发查询码' },
  { value: 'visit-propose', label: '提出踏勘时间' },
  { value: 'visit-answer', label: '答复踏勘时间' },
  { value: 'visit-applicant-answer', label: '申请人答复踏勘时间' },
  { value: 'visit-settle', label: '确定踏勘时间' },
  { value: 'visit-begin', label: '开始联合踏勘' },
  { value: 'visit-report', label: '登记踏勘结果' },
  { value: 'visit-no-show', label: '登记未到场' },
  { value: 'visit-cancel', label: '取消联合踏勘' },
  { value: 'rating-link', label: '生成评价链接' },
  { value: 'rating-mark', label: '标注评价' },
  { value: 'rectification-step', label: '差评整改' },
  { value: 'appeal-decision', label: '裁决差评申诉' },
  { value: 'order-redrive', label: '重新处理单项业务' },
  { value: 'order-settlement', label: '人工核定单项业务' },
  { value: 'order-to-desk', label: '转工作台' },
  { value: 'order-from-desk', label: '转回企业系统' },
  { value: 'filing-made', label: '申报行政审批' },
  { value: 'filing-corrected', label: '补正申报' },
  { value: 'filing-cancelled', label: '撤回申报' },
  { value: 'filing-followed-up', label: '事后核查' },
  { value: 'filing-broken', label: '认定违反承诺' },
  { value: 'filing-redrive', label: '重新送报' },
  { value: 'callback-redrive', label: '重新处理来报' },
  { value: 'webhook-redelivery', label: '重新推送' },
  { value: 'webhook-resumption', label: '恢复推送' },
  { value: 'calendar-import', label: '导入放假安排' },
  { value: 'calendar-closing', label: '停办' },
  { value: 'calendar-opening', label: '加开' },
  { value: 'erasure', label: '删除个人信息' },
  { value: 'keys-rotation', label: '更换密钥' },
  { value: 'purge', label: '到期清除' }
]

/** One that is newer than this list is shown as it is called. */
export function actionLabel (action: string): string {
  return ACTIONS.find(({ value }) => value === action)?.label ?? action
}

const TARGETS: Record<string, string> = {
  login: '登录名',
  roles: '角色',
  unit: '单位',
  enterprise: '企业',
  changed: '变更项',
  jointNumber: '办件号',
  order: '外部流水号',
  filing: '申报流水号',
  mode: '审批方式',
  from: '原责任人',
  to: '新责任人',
  step: '步骤',
  version: '版本',
  year: '年份',
  dates: '日期',
  channel: '渠道',
  mark: '标注',
  decision: '裁决',
  takenBack: '收回'
}

/** The row's own number says nothing to people. */
const UNSAID = new Set(['orderId', 'ratingId'])

/** `say` has the contract's word for what stands under a name; a line each. */
export function targetLines (
  target: Record<string, unknown>, say: (name: string, value: string) => string = (_name, value) => value
): string[] {
  const wordsOf = (name: string, value: unknown): string => {
    if (Array.isArray(value)) return value.map(one => wordsOf(name, one)).join('、')
    return typeof value === 'object' ? JSON.stringify(value) : say(name, String(value))
  }
  return Object.entries(target).filter(([name, value]) => !UNSAID.has(name) && value !== null)
    .map(([name, value]) => `${TARGETS[name] ?? name}：${wordsOf(name, value)}`)
}

/** The login of a person who acted (`person:li.qiang`); nothing for a client or the command line. */
export function loginOf (actor: string): string | undefined {
  return /^person:([a-z][a-z0-9._-]*)$/.exec(actor)?.[1]
}
