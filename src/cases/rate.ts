/**
 * An applicant rates what has ended, or adds to what they rated, by a link: who has it and knows the last digits of the
 * telephone. Nothing is told of a link that is not good, and nothing of the application but what it was about.
 */
import { TEXT_FORMATS } from '../../openapi/readable-text.ts'
import type { Service } from '../../mappings/mapping.ts'
import { newRowId } from '../ground/database/row-id.ts'
import type { Work } from '../ground/database/work.ts'
import { changeBySerial, type LockedApplication, type OrderRecords } from '../records/orders/application.ts'
import { presentable } from '../records/orders/change-order.ts'
import { openCorrections, openForm } from '../records/orders/form.ts'
import { isBad, LEVELS, optionsOf, type LevelNumber } from '../records/ratings/levels.ts'
import { countTry, findLink, spendLink, takeBackTry, type RatingLink } from '../records/ratings/links.ts'
import {
  flagCrowded, isOver, isRateable, lastEnded, ratingsOf, storeRating, storeSupplement, type NewRating, type RatingRow
} from '../records/ratings/ratings.ts'
import { openRectification } from '../records/ratings/rectifications.ts'
import type { RatingSettings } from '../records/ratings/settings.ts'
import { keepRectificationClocks, type RectifyTerms } from '../steps/rectify.ts'

export interface Rating extends OrderRecords {
  clocks: RectifyTerms['clocks']
  settings: { ratings: RatingSettings }
}

/** What a link is good for, and of what; nothing that tells who the applicant is. */
export interface Standing {
  purpose: 'rate' | 'supplement' | 'province'
  jointNumber: string
  /** Missing of the application as a whole. */
  order?: { enterprise: string, service: Service }
}

/** What a form brought. */
export interface Given { level: string, reasons: string[], text: string, phone: string }

/** What is wrong with each of its fields, in words. */
export type Faults = Partial<Record<keyof Given, string>>

export type Outcome =
  | { kind: 'gone' }
  | { kind: 'wrong', standing: Standing, faults: Faults }
  | { kind: 'held', until: Date }
  | { kind: 'taken', standing: Standing }

/** Where it came from. */
export interface From { network: string, unit?: string | undefined }

/** Nothing where the link is not good. */
export async function openRatingLink (hub: Rating, token: string): Promise<Standing | undefined> {
  const link = await findLink(hub.pool, token, hub.now())
  return link && await standingOf(hub, link)
}

interface Row { jointNumber: string, isErased: boolean, enterprise: string | null, service: Service | null }

async function standingOf (hub: Rating, link: RatingLink): Promise<Standing | undefined> {
  const { rows: [row] } = await hub.pool.query<Row>(`
    select joint_number as "jointNumber", erased_at is not null as "isErased", enterprise, service
    from applications left join orders on orders.id = $2 where serial = $1`, [link.serial, link.orderId])
  if (!row || row.isErased) return undefined
  const { jointNumber, enterprise, service } = row
  const about = { jointNumber, ...enterprise !== null && service !== null && { order: { enterprise, service } } }
  if (link.leadsTo === 'province') return { purpose: 'province', ...about }
  const rating = (await ratingsOf(hub.pool, link.serial)).find(({ orderId }) => orderId === link.orderId)
  if (!rating) return { purpose: 'rate', ...about }
  return maySupplement(hub, rating) ? { purpose: 'supplement', ...about } : undefined
}

function maySupplement ({ settings, now }: Rating, { at, supplementedAt }: RatingRow): boolean {
  return supplementedAt === null && now().getTime() < at.getTime() + settings.ratings.supplementWithin
}

export async function rate (hub: Rating, token: string, given: Given, from: From): Promise<Outcome> {
  const link = await findLink(hub.pool, token, hub.now())
  const standing = link && await standingOf(hub, link)
  if (!link || !standing || standing.purpose === 'province') return { kind: 'gone' }
  // A form that was open already when the rating was given.
  if (standing.purpose === 'supplement' && isRating(given)) return rated(standing)
  const read = readGiven(standing.purpose, given)
  if ('faults' in read) return { kind: 'wrong', standing, faults: read.faults }
  // Before it is looked at: many at once are no more than their number.
  const until = await countTry(hub.pool, link, hub.now())
  if (until) return { kind: 'held', until }
  return await changeBySerial(hub, link.serial, async (work, application): Promise<Outcome> => {
    const now = hub.now()
    // What was looked at before the lock may not be so any more.
    if (!application.formSealed || !await findLink(work, token, now, 1)) return { kind: 'gone' }
    if (!phonesOf(hub, application).some(phone => phone.endsWith(read.phone))) {
      return { kind: 'wrong', standing, faults: { phone: '与申请表上的电话不符，请再输入一次' } }
    }
    takeBackTry(work, link)
    const rating = (await ratingsOf(work, link.serial)).find(({ orderId }) => orderId === link.orderId)
    if (standing.purpose === 'rate' && rating && maySupplement(hub, rating)) return rated(standing)
    const isTaken = standing.purpose === 'supplement'
      ? rating !== undefined && maySupplement(hub, rating) && supplement(hub, work, application, rating, read.text!)
      : !rating && await storeNew(hub, work, application, link, read, from, now)
    return isTaken ? { kind: 'taken', standing } : { kind: 'gone' }
  })
}

function isRating ({ level, reasons }: Given): boolean {
  return level !== '' || reasons.length > 0
}

/** 一次一评: what was given first counts; the page to add to it is shown. */
function rated (standing: Standing): Outcome {
  const level = '您已经评价过。一项业务只评价一次，这一次没有计入；想补充说明的，请填写下面的追评。'
  return { kind: 'wrong', standing: { ...standing, purpose: 'supplement' }, faults: { level } }
}

interface Read { level: LevelNumber, options: number[], text: string | undefined, phone: string }

const LONGEST = 500
const CODE = /^\d{3}$/

/** Digits as any keyboard writes them. */
function readGiven (purpose: 'rate' | 'supplement', given: Given): Read | { faults: Faults } {
  const faults: Faults = {}
  const phone = given.phone.normalize('NFKC').trim()
  if (!/^\d{4}$/.test(phone)) faults.phone = '请输入申请表上联系电话的后四位数字'
  const text = given.text.replaceAll('\r\n', '\n').trim()
  if ([...text].length > LONGEST) faults.text = `请不要超过 ${LONGEST} 字`
  else if (!TEXT_FORMATS['readable-text']!(text)) faults.text = '含有不能显示的字符，请改写'
  else if (text === '' && purpose === 'supplement') faults.text = '请填写追评内容'
  const level = LEVELS.find(({ name }) => name === given.level)?.number
  // What is no code is as one that is not offered.
  const options = [...new Set(given.reasons.map(reason => CODE.test(reason) ? Number(reason) : 0))]
  if (purpose === 'rate') Object.assign(faults, faultsOfLevel(level, options))
  if (Object.keys(faults).length > 0) return { faults }
  return { level: level ?? 5, options, text: text === '' ? undefined : text, phone }
}

function faultsOfLevel (level: LevelNumber | undefined, options: number[]): Faults {
  if (level === undefined) return { level: '请选择一项' }
  const offered = optionsOf(level)
  const { label } = LEVELS.find(({ number }) => number === level)!
  if (!isBad(level)) return options.length === 0 ? {} : { reasons: `选择“${label}”时不需要选原因，请去掉所选的原因` }
  if (options.some(code => !Object.hasOwn(offered, code))) return { reasons: `请只选“${label}”下面的原因` }
  return options.length === 0 ? { reasons: `选择“${label}”时，请至少选一项原因` } : {}
}

/** Digits of the telephones that the application knows, those of corrections among them. */
function phonesOf ({ vault }: Rating, { serial, formSealed, orders }: LockedApplication): string[] {
  const corrected = orders.flatMap(order => openCorrections(vault, order))
  return [openForm(vault, { serial, formSealed: formSealed! }), ...corrected]
    .flatMap(({ basic }) => basic?.phone ?? []).map(phone => phone.replaceAll(/\D/g, ''))
}

function supplement (
  { vault, now }: Rating, work: Work, application: LockedApplication, rating: RatingRow, text: string
): true {
  const answering = application.orders.find(({ id }) => id === rating.answeringOrder)!
  storeSupplement(vault, work, { id: rating.id, text: presentable(vault, application, answering, text), at: now() })
  return true
}

/** False where there is nothing to be rated. */
async function storeNew (
  hub: Rating, work: Work, application: LockedApplication, link: RatingLink, { level, options, text }: Read,
  { network, unit }: From, now: Date
): Promise<boolean> {
  const { vault, settings: { ratings: settings } } = hub
  const answering = link.orderId === null
    ? isOver(application.orders) ? lastEnded(application.orders) : undefined
    : application.orders.filter(isRateable).find(({ id }) => id === link.orderId)
  if (!answering) return false
  const rating: NewRating = {
    id: newRowId(),
    serial: application.serial,
    orderId: link.orderId,
    answering,
    endedAt: await endOf(work, answering),
    level,
    options,
    text: text === undefined ? undefined : presentable(vault, application, answering, text),
    channel: link.channel,
    at: now,
    workstation: vault.search.fingerprint('ratingNetwork', Buffer.from(network)),
    unit: unit === undefined ? undefined : vault.search.fingerprint('ratingUnit', Buffer.from(unit))
  }
  storeRating(vault, work, rating)
  await spendLink(work, link, new Date(now.getTime() + settings.supplementWithin), now)
  if (isBad(level)) {
    openRectification(work, application, rating)
    await keepRectificationClocks(hub, work, application, {
      ratingId: rating.id,
      answeringOrder: answering.id,
      openedAt: now,
      state: 'open',
      calledBackAt: null,
      closedAt: null,
      appealedAt: null,
      decidedAt: null
    })
  }
  // Last of all: who rates at the same place waits for it.
  await flagCrowded(work, rating, settings.ofWorkstation, now)
  return true
}

/** When it counts as ended (records/figures), so that the share of those who rate is one of the same orders. */
async function endOf (work: Work, { id, since }: LockedApplication['orders'][number]): Promise<Date> {
  const { rows } = await work.query<{ at: Date }>(`
    select at from figures where order_id = $1 and what in ('completed', 'refused', 'withdrawn')
    order by at desc limit 1`, [id])
  return rows[0]?.at ?? since
}
