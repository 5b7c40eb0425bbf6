/**
 * The pages on which applicants rate (好差评): without scripts, in large type, no level chosen beforehand. They name the
 * case and nothing of the applicant.
 */
import { localMinute } from '../ground/calendar/local-time.ts'
import { isBad, LEVELS, optionsOf } from '../records/ratings/levels.ts'
import { html, type Markup } from './markup.ts'
import { SERVICE_LABELS } from './order-labels.ts'
import { box, facts, form, plainPage, textField } from './plain-page.ts'
import type { Service } from '../../mappings/mapping.ts'

/** What it is about, and where the form goes. */
export interface Rated {
  token: string
  purpose: 'rate' | 'supplement' | 'province'
  jointNumber: string
  order?: { enterprise: string, service: Service }
}

/** What was entered before, and what is wrong with it. */
export interface Entered {
  level: string
  reasons: readonly string[]
  text: string
  faults: Partial<Record<'level' | 'reasons' | 'text' | 'phone', string>>
}

export interface PageNeeds {
  settings: { county: { name: string } }
  nameOf (slug: string): string
}

const NOTHING: Entered = { level: '', reasons: [], text: '', faults: {} }

function page ({ settings }: PageNeeds, title: string, ...main: Array<Markup | false>): string {
  return plainPage({ title, site: `${settings.county.name}水电气网联合报装`, main })
}

export function ratingPage (needs: PageNeeds, rated: Rated, entered: Entered = NOTHING): string {
  const { purpose, token } = rated
  const { faults } = entered
  const isWrong = Object.keys(faults).length > 0
  const action = `/ratings/${token}`
  const title = purpose === 'supplement' ? '追加评价' : '服务评价'
  const about = aboutOf(needs, rated)
  const wrong = isWrong && box('wrong', '有内容没有填好，请按下面的提示更正后再提交。')
  if (purpose === 'supplement') {
    // It has no levels: what is wrong with one is that it was sent at all.
    const refused = faults.level === undefined ? wrong : box('wrong', faults.level)
    const hint = box('hint', '您已经评价过。还可以补充说明一次，最多 500 字。')
    const fields = [wordsField(entered, '补充说明'), phoneField(entered)]
    return page(needs, title, refused, about, hint, form(action, '提交追评', fields))
  }
  return page(needs, title, wrong, about, form(
    action, '提交评价',
    levelField(entered),
    LEVELS.filter(({ number }) => isBad(number)).map(level => reasons(level, entered)),
    wordsField(entered, '您想说的话（可以不填）'),
    phoneField(entered)))
}

function aboutOf ({ nameOf }: PageNeeds, { jointNumber, order }: Rated): Markup {
  return facts([
    ['办件编号', jointNumber],
    ['评价内容', order ? `${SERVICE_LABELS[order.service]}业务（${nameOf(order.enterprise)}）` : '整个联合办件']
  ])
}

function levelField ({ level, faults }: Entered): Markup {
  return html`<fieldset>
<legend>您对这次服务满意吗？</legend>
${faults.level && error(faults.level)}
${LEVELS.map(({ name: value, label }) =>
    choice({ kind: 'radio', name: 'level', value, label, isChosen: level === value }))}
</fieldset>`
}

/** A browser that cannot tell by the style which level is chosen shows both. */
function reasons ({ number, name, label }: typeof LEVELS[number], { level, reasons, faults }: Entered): Markup {
  const isMeant = faults.reasons !== undefined && (level === name || (level !== 'dissatisfied' && number === 1))
  return html`<fieldset class="reasons ${name}">
<legend>选“${label}”的，请在这里选原因（至少一项）</legend>
${isMeant && error(faults.reasons!)}
${Object.entries(optionsOf(number)).map(([code, label]) =>
    choice({ kind: 'checkbox', name: 'reason', value: code, label, isChosen: reasons.includes(code) }))}
</fieldset>`
}

interface Choice { kind: 'radio' | 'checkbox', name: string, value: string, label: string, isChosen: boolean }

function choice ({ kind, name, value, label, isChosen }: Choice): Markup {
  const id = `${name}-${value}`
  return html`<div class="choice"><input type="${kind}" id="${id}" name="${name}" value="${value}"${
    isChosen && html` checked`}><label for="${id}">${label}</label></div>`
}

function wordsField ({ text, faults }: Entered, label: string): Markup {
  return html`<div class="field">
<label for="text">${label}</label>
<p class="hint" id="text-hint">最多 500 字。请不要写身份证号码、电话等个人信息。</p>
${faults.text && error(faults.text)}
<textarea id="text" name="text" rows="4" autocomplete="off" aria-describedby="text-hint"${
    faults.text !== undefined && html` aria-invalid="true"`}>
${text}</textarea>
</div>`
}

/** Never filled in again: whoever else has the telephone does not see it. */
function phoneField ({ faults }: Entered): Markup {
  return textField({
    name: 'phone',
    label: '联系电话的后四位',
    hint: '申请表上填写的联系电话。用来确认是您本人评价。',
    wrong: faults.phone,
    numeric: true,
    most: 4
  })
}

function error (text: string): Markup {
  return html`<p class="error"><strong>请更正：</strong>${text}</p>`
}

export function thanksPage (needs: PageNeeds, rated: Pick<Rated, 'purpose'>, supplementDays: number): string {
  if (rated.purpose === 'supplement') return page(needs, '追评已收到', box('done', '谢谢您，您的补充说明已经收到。'))
  const more = `${supplementDays} 天内，您可以用同一个链接再补充说明一次。`
  return page(needs, '评价已收到', box('done', '谢谢您，您的评价已经收到。'), box('hint', more))
}

/** Of a link that was never given, is over, or is spent: which of them nobody is told. */
export function gonePage (needs: PageNeeds): string {
  return page(needs, '链接不能使用', box(
    'hint', '这个评价链接无效、已经用过或已经过期。', '如果您还没有评价，请到受理窗口或政务平台重新取得链接。'))
}

export function heldPage (needs: PageNeeds, until: Date): string {
  return page(needs, '请稍后再试', box(
    'wrong', '电话后四位输错的次数过多。', `请在 ${localMinute(until)} 以后再打开链接，已填的内容没有提交。`))
}

/** What a browser that asks only whether the link is there gets of one that leads away. */
export function leadingPage (needs: PageNeeds): string {
  return page(needs, '服务评价', box('hint', '请打开链接，前往省政务服务平台评价。'))
}

export function failedPage (needs: PageNeeds, title: string): string {
  return page(needs, '没有提交成功', box('wrong', `${title}。`, '请返回上一页重试，或到受理窗口评价。'))
}
