/**
 * Pages for everybody (适老化): they run nothing, ask for nothing but one sheet of style, and can be read by old people
 * on old telephones. Sizes and contrasts go beyond the least of the plan (工信部《互联网网站适老化通用设计规范》: text of
 * 18 px and more, lines 1.3 apart, 4.5:1): text of 20 px, lines 1.8 apart, 7:1. Nothing is told by its colour alone,
 * nothing opens by itself, and what is pressed is 48 px high at the least.
 */
import { html, type Markup, type Part } from './markup.ts'

/** Where the doors serve the style: a file of its own, since browsers of 2015 do not know hashes in a policy. */
export const STYLE_PATH = '/plain-page.css'

/** What such a page may do: its own style, and forms that go back to the hub. It stands in no frame. */
export const PLAIN_PAGE_POLICY = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; " +
  "frame-ancestors 'none'"

export interface PlainPage {
  title: string
  /** Whose page it is: stands above. */
  site: string
  main: Part
}

export function plainPage ({ title, site, main }: PlainPage): string {
  return html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="referrer" content="no-referrer">
<meta name="format-detection" content="telephone=no">
<title>${title} - ${site}</title>
<link rel="stylesheet" href="${STYLE_PATH}">
</head>
<body>
<header><p>${site}</p></header>
<main>
<h1>${title}</h1>
${main}
</main>
</body>
</html>
`.toString()
}

/** How a word in front of it says what a box is: never its colour alone. */
const KINDS = { hint: '提示', wanted: '请您办理', wrong: '请更正', done: '已完成' } as const

/** A text in a box: something to know, to do, to put right, or that is done. */
export function box (kind: keyof typeof KINDS, ...texts: Part[]): Markup {
  return html`<div class="box ${kind}"${kind === 'wrong' && html` role="alert"`}>
<p><strong>${KINDS[kind]}：</strong></p>
${texts.map(text => html`<p>${text}</p>`)}
</div>`
}

export interface TextField {
  name: string
  label: string
  /** How it is written, beside it. */
  hint?: string
  value?: string
  wrong?: string | undefined
  numeric?: boolean
  most?: number
  required?: boolean
}

/** A field with its label above it; nothing is remembered for whoever uses the telephone next. */
export function textField (
  { name, label, hint, value, wrong, numeric = false, most, required = true }: TextField
): Markup {
  const about = [hint && `${name}-hint`, wrong && `${name}-wrong`].filter(Boolean).join(' ')
  return html`<div class="field">
<label for="${name}">${label}</label>
${hint && html`<p class="hint" id="${name}-hint">${hint}</p>`}
${wrong && html`<p class="error" id="${name}-wrong"><strong>请更正：</strong>${wrong}</p>`}
<input id="${name}" name="${name}" type="text" value="${value}" autocomplete="off" autocapitalize="off"
 spellcheck="false"${numeric && html` inputmode="numeric"`}${most && html` maxlength="${most}"`}
${required && html` required`}${about && html` aria-describedby="${about}"`}${wrong && html` aria-invalid="true"`}>
</div>`
}

/** A form that goes back to the hub, with one button. What is wrong the next page says, no bubble of the browser. */
export function form (action: string, button: string, ...fields: Part[]): Markup {
  return html`<form method="post" action="${action}" accept-charset="utf-8" novalidate>
${fields}
<p><button type="submit">${button}</button></p>
</form>`
}

/** What is said in pairs: a name, and what it is. A pair without a text is left out. */
export function facts (pairs: ReadonlyArray<[name: string, text: Part]>): Markup {
  return html`<dl>
${pairs.map(([name, text]) => text !== undefined && text !== '' && html`<dt>${name}</dt><dd>${text}</dd>`)}
</dl>`
}

/**
 * Plain rules alone, of which a browser that does not know one leaves it out and shows the rest. A legend floats: else
 * it stands in the frame, and one of two lines breaks out of it. Reasons (rating-page.ts) are hidden where they do not
 * belong to the level that is chosen, unless one of them is: it could not be taken out again.
 */
export const PLAIN_PAGE_STYLE = `
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100% }
body { margin: 0; background: #fff; color: #111; font-size: 20px; line-height: 1.8; word-wrap: break-word;
  overflow-wrap: break-word; font-family: "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif }
header { background: #0b3d91; color: #fff; padding: 8px 16px }
header p { margin: 0 auto; max-width: 720px; font-weight: bold }
main { display: block; margin: 0 auto; max-width: 720px; padding: 8px 16px 48px }
h1 { font-size: 30px; line-height: 1.5; margin: 16px 0 }
h2 { font-size: 26px; line-height: 1.5; margin: 0 0 8px }
h3 { font-size: 22px; line-height: 1.6; margin: 16px 0 4px }
p { margin: 0 0 12px }
ul, ol { margin: 0 0 12px; padding-left: 1.4em }
a { color: #0b3d91; text-decoration: underline }
a:focus, input:focus, textarea:focus, button:focus { outline: 4px solid #b34700; outline-offset: 2px }
section { border: 2px solid #444; border-radius: 6px; margin: 0 0 24px; padding: 16px }
dl { margin: 0 0 12px }
dt { font-weight: bold }
dd { margin: 0 0 12px }
label, legend { display: block; font-weight: bold; padding: 0 }
fieldset { border: 2px solid #444; border-radius: 6px; margin: 0 0 24px; padding: 8px 16px 16px; min-width: 0 }
legend { float: left; width: 100%; margin: 0 0 8px }
legend + * { clear: both }
.field { margin: 0 0 24px }
.field p { margin: 0 0 8px }
.hint { color: #333 }
.error { color: #8a0000 }
input[type=text], textarea { box-sizing: border-box; width: 100%; min-height: 56px; padding: 8px 12px;
  border: 2px solid #444; border-radius: 6px; background: #fff; color: #111; font: inherit;
  font-size: 24px; line-height: 1.5 }
input[aria-invalid=true], textarea[aria-invalid=true] { border: 4px solid #8a0000 }
.choice { position: relative; min-height: 48px; margin: 0 0 8px; padding-left: 44px }
.choice input { position: absolute; left: 0; top: 8px; width: 28px; height: 28px; margin: 0 }
.choice label { font-weight: normal; padding: 6px 0 }
@supports selector(:has(*)) {
  .reasons { display: none }
  form:has(#level-dissatisfied:checked) .dissatisfied, form:has(#level-veryDissatisfied:checked) .veryDissatisfied,
    .reasons:has(:checked), .reasons:has(.error) { display: block }
}
button, .button { display: block; box-sizing: border-box; width: 100%; min-height: 60px; padding: 8px 16px; border: 0;
  border-radius: 6px; background: #0b3d91; color: #fff; font: inherit; font-size: 24px; font-weight: bold;
  text-align: center; cursor: pointer }
.box { margin: 0 0 16px; padding: 12px 16px; border: 2px solid #444; border-left-width: 10px }
.box p { margin: 0 0 8px }
.box p:last-child { margin: 0 }
.wanted { border-color: #8a4b00; background: #fff6e5 }
.wrong { border-color: #8a0000; background: #fff0f0 }
.done { border-color: #0a5c2b; background: #eefaf1 }
@media print { header { background: #fff; color: #111 } form { display: none } }
`
