/** What people read of a service and of what is wanted of it. */
import type { Blocks, Service } from '../../mappings/mapping.ts'

export type OrderKind = Blocks[Service]['kind']

export const SERVICE_LABELS: Record<Service, string> = { water: '供水', electricity: '供电', gas: '燃气', network: '网络' }

const KIND_LABELS: Record<Exclude<OrderKind, 'temporary'>, string> = {
  new: '新装',
  alter: '改装',
  changeCategory: '改类',
  move: '迁移',
  ignition: '通气点火',
  alterPipe: '改管',
  transfer: '过户',
  close: '销户',
  fire: '消防',
  increase: '增容',
  other: '其他'
}

export function kindLabel (service: Service, kind: OrderKind): string {
  if (kind === 'temporary') return service === 'water' ? '临时用水' : '临时用电'
  return KIND_LABELS[kind]
}
