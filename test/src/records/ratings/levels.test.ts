/** The national levels and their reasons. */
import { test } from 'tap'
import { isBad, levelNamed, levelOf, LEVELS, OPTIONS, optionsOf, optionText } from '../../../../src/records/ratings/levels.ts'

test('five levels, two of which are bad and have reasons of their own', t => {
  t.strictSame(LEVELS.map(({ number, label }) => [number, label]), [[5, '非常满意'], [4, '满意'], [3, '基本满意'], [2, '不满意'], [1, '非常不满意']])
  for (const { number, name } of LEVELS) {
    t.equal(levelNamed(name), levelOf(number))
    t.equal(Object.keys(optionsOf(number)).length > 0, isBad(number))
  }
  const codes = Object.values(OPTIONS).flatMap(options => Object.keys(options))
  t.equal(new Set(codes).size, 16)
  t.equal(optionText(209), '未在承诺时间内办结')
  t.equal(optionText(110), '无理由超过法定办理时间')
  t.end()
})
