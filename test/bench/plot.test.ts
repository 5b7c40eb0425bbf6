/** The picture of the ratios. */
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { test } from 'tap'
import type { Figure } from '../../bench/figure.ts'
import { plotOf } from '../../bench/plot.ts'

const FIGURES: Figure[] = [
  { name: 'accept-1-redis', unit: 'applications', rate: 1, bare: 2, ratio: 0.5, spread: [0.4, 0.6], goal: 0.6, rounds: 5 },
  { name: 'deliver-redis', unit: 'orders', rate: 1, bare: 2, ratio: 0.5, spread: [0.4, 0.6], goal: 0.5, rounds: 5 },
  { name: 'processes-2-redis', unit: 'applications', rate: 3, bare: 2, ratio: 1.5, spread: [1.4, 2], rounds: 5 },
  { name: 'mapping-and-signing-enn', unit: 'µs', value: 36.5, spread: [36, 37], rounds: 5 },
  { name: 'accept-7-redis', notMeasured: 'redis-server is not installed' }
]

test('every ratio has its bar, its spread, and its goal if it has one', async t => {
  const picture = plotOf({ date: '2026-11-28', machine: { cpu: 'A <fast> & small one', cores: 2, memoryGiB: 8 }, figures: FIGURES })
  t.equal(XMLValidator.validate(picture), true)
  const { svg } = new XMLParser({ ignoreAttributes: false }).parse(picture)
  const [, ...bars] = svg.rect
  t.equal(bars.length, 3)
  t.strictSame(bars.map((bar: any) => bar['@_fill']), ['#c8553d', '#2e8b57', '#7a8aa0'], 'under its goal, at its goal, without one')
  t.equal(svg.line.filter((line: any) => line['@_stroke-width'] === '2.5').length, 2)
  t.equal(svg.line.filter((line: any) => line['@_stroke-width'] === '1.5').length, 3)
  const [half, , threeHalves] = bars.map((bar: any) => Number(bar['@_width']))
  t.ok(Math.abs(threeHalves - 3 * half) <= 3, 'a bar is as long as its ratio is large')
  t.match(picture, 'A &lt;fast> &amp; small one, 2 cores')
})

test('without a result the picture says so', async t => {
  const picture = plotOf()
  t.equal(XMLValidator.validate(picture), true)
  t.match(picture, 'no results are kept yet')
})
