/**
 * The page on which an applicant looks at their own application, and the form that leads to it. It says nothing of the
 * person: whoever finds a receipt learns from it what the receipt itself says, and no more.
 */
import type { components } from '../../openapi/hub.d.ts'
import { jointNumber, printedNumber, type CountySettings } from '../enterprises/county.ts'
import { PROGRESS_PATH } from '../ground/access/progress-settings.ts'
import { FAILURES } from '../records/people/sign-in-failures.ts'
import { withWeekday } from './date-words.ts'
import { html, type Markup } from './markup.ts'
import { kindLabel, SERVICE_LABELS, type OrderKind } from './order-labels.ts'
import { box, facts, form, plainPage, textField } from './plain-page.ts'
import {
  comingNext, deadlinesOf, explanation, isJoint, isWithin, OVERALL, standing, visitWords, wantedOf
} from './progress-words.ts'
import type { VisitShown } from './visit-shown.ts'

type Schemas = components['schemas']

/** Whose pages these are, and what a joint number looks like there. */
export interface ProgressSite { name: string, example: string }

export function siteOf (county: Pick<CountySettings, 'name' | 'prefix'>): ProgressSite {
  return { name: `${county.name}水电气网联合报装`, example: printedNumber(jointNumber(county, 123)) }
}

export interface Asked {
  /** As it was typed; the code is never shown again. */
  number?: string
  /** What is wrong with the two together. */
  wrong?: string
  wrongNumber?: string | undefined
  wrongCode?: string | undefined
}

/** The form. */
export function progressForm (
  { name: site, example }: ProgressSite, { number, wrong, wrongNumber, wrongCode }: Asked = {}
): string {
  return plainPage({
    title: '查询办理进度',
    site,
    main: [
      wrong !== undefined && box('wrong', wrong),
      html`<p>请照受理回执填写联合办件号和查询码。</p>`,
      form(PROGRESS_PATH, '查询',
        textField({
          name: 'number',
          label: '联合办件号',
          hint: `例如 ${example}，前面的字母和括号可以不填`,
          ...number !== undefined && { value: number },
          wrong: wrongNumber,
          most: 40
        }),
        textField({ name: 'code', label: '查询码', hint: '8 位数字', numeric: true, wrong: wrongCode, most: 20 })),
      box('hint', `查询码只给办理人本人，请不要告诉别人。填错 ${FAILURES} 次，要等 15 分钟才能再查。`,
        '没有回执或者忘了查询码：请带有效证件到受理窗口，工作人员可以补打。')
    ]
  })
}

/** After too many failures. */
export function heldPage ({ name: site }: ProgressSite, seconds: number): string {
  const minutes = Math.ceil(seconds / 60)
  return plainPage({
    title: '现在不能查询',
    site,
    main: [
      box('hint', `填错的次数太多，请过 ${minutes} 分钟再查。`, '您的办件不受影响。着急的话，请带有效证件到受理窗口查询。'),
      again('回到查询页')
    ]
  })
}

/** Where something else is wrong. */
export function troublePage ({ name: site }: ProgressSite, title: string): string {
  return plainPage({ title: '没有查到', site, main: [box('hint', `${title}。`), again('回到查询页')] })
}

function again (words: string): Markup {
  return html`<p><a class="button" href="${PROGRESS_PATH}">${words}</a></p>`
}

type Shown = Pick<Schemas['Application'], 'printedNumber' | 'receivedAt' | 'status' | 'orders'>

/** An application and its joint visit, as they stand at `askedAt`. */
export function progressPage (
  { application, visit }: { application: Shown, visit: VisitShown | undefined }, { name: site }: ProgressSite,
  askedAt: string
): string {
  const { printedNumber, receivedAt, status, orders } = application
  const joint = visit !== undefined && isJoint(visit, orders)
  const coming = visit && visitWords(visit, joint)
  const wanted = [
    ...coming?.wanted === undefined ? [] : [coming.wanted],
    ...orders.flatMap(order => {
      const words = isWithin(visit, order.bookedFor) ? undefined : wantedOf(order)
      return words === undefined ? [] : [`${nameOf(order)}：${words}`]
    })
  ]
  return plainPage({
    title: '办理进度',
    site,
    main: [
      facts([
        ['联合办件号', printedNumber],
        ['申请时间', withWeekday(receivedAt)],
        ['总体情况', OVERALL[status]],
        [joint ? '各企业一起上门（联合踏勘）' : '上门查看现场（踏勘）', coming?.standing]
      ]),
      wanted.length > 0
        ? box('wanted', ...wanted)
        : box(status === 'completed' ? 'done' : 'hint', '现在没有需要您办的事。'),
      orders.map(order => section(order, visit)),
      orders.some(({ clocks }) => clocks.some(({ provisional }) => provisional)) &&
        html`<p>国家还没有公布相关年份的放假安排，时限以后可能变动。</p>`,
      html`<p>以上是 ${withWeekday(askedAt)} 的情况。有疑问请带受理回执到受理窗口。</p>`,
      again('再查一件')
    ]
  })
}

function nameOf ({ service, kind, enterpriseName }: Schemas['Order']): string {
  return `${SERVICE_LABELS[service]} · ${kindLabel(service, kind as OrderKind)}（${enterpriseName}）`
}

function section (order: Schemas['Order'], visit: VisitShown | undefined): Markup {
  return html`<section>
<h2>${nameOf(order)}</h2>
${facts([
  ['现在', standing(order)],
  ['接下来', comingNext(order, visit)],
  ['约好的上门时间', order.state === 'surveyBooked' && order.bookedFor ? withWeekday(order.bookedFor) : undefined],
  ['企业的说明', explanation(order)],
  ...deadlinesOf(order).map(({ promise, words }): [string, string] => [`承诺时限：${promise}`, words])
])}
</section>`
}
