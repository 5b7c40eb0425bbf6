/**
 * What a carrier's order says in words: the remarks, and the 其他服务 for which its interface has no place of their own.
 */
import { remarks, type Order } from './mapping.ts'

/**
 * The carriers take 电路 as a product; the other three free texts of the form are told in the remark. No limit is
 * documented.
 */
export function carrierRemark (order: Order<'network'>): string | undefined {
  const { fixedLine, broadband, tv } = order.block.otherServices ?? {}
  const parts = [
    remarks(order, Infinity).text,
    fixedLine && `固话：${fixedLine}`,
    broadband && `宽带：${broadband}`,
    tv && `电视：${tv}`
  ].filter(Boolean)
  return parts.length > 0 ? parts.join('；') : undefined
}
