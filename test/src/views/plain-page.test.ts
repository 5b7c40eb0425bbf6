import { test } from 'tap'
import { html } from '../../../src/views/markup.ts'
import { box, facts, form, PLAIN_PAGE_POLICY, PLAIN_PAGE_STYLE, plainPage, textField } from '../../../src/views/plain-page.ts'

test('a page runs nothing and carries no style of its own', async t => {
  const page = plainPage({ title: '进度<查询>', site: '泾县 & 联办', main: [box('wanted', '交<费>'), facts([['时限', '今天'], ['无', undefined]])] })
  t.match(page, /^<!doctype html>\n<html lang="zh-CN">/)
  t.match(page, '<title>进度&lt;查询&gt; - 泾县 &amp; 联办</title>')
  t.notMatch(page, /<script|<style|style=|\son\w+=/)
  t.match(page, /<p><strong>请您办理：<\/strong><\/p>\n<p>交&lt;费&gt;<\/p>/)
  t.match(page, '<dt>时限</dt><dd>今天</dd>')
  t.notMatch(page, '<dt>无</dt>')
  t.notMatch(PLAIN_PAGE_POLICY, /unsafe|script-src|\*/)
})

test('a field says what it is, how it is written, and what is wrong', async t => {
  const right = textField({ name: 'code', label: '查询码', hint: '8 位数字', numeric: true, most: 20 }).toString()
  t.match(right, 'aria-describedby="code-hint"')
  t.match(right, 'inputmode="numeric" maxlength="20"')
  t.notMatch(right, 'aria-invalid')
  const wrong = textField({ name: 'code', label: '查询码', value: '"><b>', wrong: '请填写 8 位数字', required: false }).toString()
  t.match(wrong, 'value="&quot;&gt;&lt;b&gt;"')
  t.match(wrong, 'aria-describedby="code-wrong" aria-invalid="true"')
  t.notMatch(wrong, ' required')
  t.match(form('/progress', '查询', html`<p>a</p>`).toString(), /<form method="post" action="\/progress" accept-charset="utf-8" novalidate>\n<p>a<\/p>/)
})

/** Relative luminance and contrast of WCAG 2. */
function contrast (one: string, other: string): number {
  const [light, dark] = [one, other].map(colour => {
    const [red, green, blue] = [1, 3, 5].map(at => parseInt(colour.slice(at, at + 2), 16) / 255).map(part => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
  }).sort((a, b) => b - a)
  return (light! + 0.05) / (dark! + 0.05)
}

test('it is large, wide between its lines, and strong in contrast', async t => {
  const sizes = [...PLAIN_PAGE_STYLE.matchAll(/font-size: (\d+)px/g)].map(([, size]) => Number(size))
  t.ok(sizes.length > 3 && sizes.every(size => size >= 20))
  t.match(PLAIN_PAGE_STYLE, 'line-height: 1.8')
  for (const [text, ground] of [['#111111', '#ffffff'], ['#333333', '#ffffff'], ['#ffffff', '#0b3d91'], ['#8a0000', '#ffffff'], ['#0b3d91', '#ffffff'], ['#111111', '#fff6e5'], ['#111111', '#fff0f0'], ['#111111', '#eefaf1']] as const) {
    t.ok(contrast(text, ground) >= 7, `${text} on ${ground}`)
  }
  t.notMatch(PLAIN_PAGE_STYLE, /var\(|grid|flex|@import|url\(/, 'old browsers know it')
})
