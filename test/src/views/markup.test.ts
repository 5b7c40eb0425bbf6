import { test } from 'tap'
import { escaped, html, Markup } from '../../../src/views/markup.ts'

const HOSTILE = '<script>alert("1" && \'2\')</script>'
const HARMLESS = '&lt;script&gt;alert(&quot;1&quot; &amp;&amp; &#39;2&#39;)&lt;/script&gt;'

test('a text stays a text, between tags and in quotes', async t => {
  t.equal(escaped(HOSTILE), HARMLESS)
  t.equal(html`<p title="${HOSTILE}">${HOSTILE}</p>`.toString(), `<p title="${HARMLESS}">${HARMLESS}</p>`)
  t.equal(html`<p>${html`<b>${HOSTILE}</b>`}</p>`.toString(), `<p><b>${HARMLESS}</b></p>`, 'what is marked up already is not escaped again, and its texts are once')
})

test('numbers, lists, and what is left out', async t => {
  t.equal(html`${0}${undefined}${false}${''}`.toString(), '0')
  t.equal(html`<ul>${['a<', html`<li>b</li>`, [false, 2]]}</ul>`.toString(), '<ul>a&lt;\n<li>b</li>\n\n2</ul>')
})

test('nothing that looks like markup is taken for it', async t => {
  const fromOutside = JSON.parse('{ "toString": "<b>", "markup": "<b>" }')
  t.notOk(fromOutside instanceof Markup)
  t.throws(() => html`${fromOutside}`)
})
