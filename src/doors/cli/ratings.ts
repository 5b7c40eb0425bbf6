/** `lianban ratings`: what applicants rated, in numbers and one by one, and marking one that is not what it seems. */
import { Command } from 'commander'
import type { components, operations } from '../../../openapi/hub.d.ts'
import { markRating } from '../../cases/decide-appeal.ts'
import { EVERYTHING } from '../../ground/access/visible.ts'
import { Problem } from '../../ground/problem/problem.ts'
import { listRatings, readRatingCounts } from '../../views/ratings.ts'
import {
  checked, checkedEach, isA, operatorNamed, pageOf, withPages, withTerms, type PageOptions
} from './arguments.ts'
import type { Shell } from './shell.ts'
import { facts, further, table } from './table.ts'

type Schemas = components['schemas']
type Rating = Schemas['Rating']
type Filter = Omit<NonNullable<operations['listRatings']['parameters']['query']>, 'limit' | 'cursor'>
type Period = NonNullable<operations['readRatingCounts']['parameters']['query']>

const FILTER = { level: 'RatingLevel', enterprise: 'EnterpriseSlug' } as const
const PERIOD = { from: 'CalendarDate', to: 'CalendarDate' } as const

const LEVELS: Record<Schemas['RatingLevel'], string> = {
  verySatisfied: '非常满意',
  satisfied: '满意',
  fairlySatisfied: '基本满意',
  dissatisfied: '不满意',
  veryDissatisfied: '非常不满意'
}

export function ratingsCommand (shell: Shell): Command {
  const ratings = new Command('ratings').description('服务评价')

  withPages(ratings.command('list')).description('列出，新的在前')
    .option('--level <level>', `评价等级：${Object.entries(LEVELS).map(([code, label]) => `${code} ${label}`).join('、')}`)
    .option('--enterprise <slug>', '承办企业')
    .option('--flagged', '只列同一终端评价过多的')
    .action(async ({ limit, cursor, flagged, ...filter }: PageOptions & Filter) => {
      const asked = { ...checkedEach(FILTER, filter), ...flagged && { flagged }, ...pageOf({ limit, cursor }) }
      const page = await shell.withHub(hub => listRatings(hub, asked))
      shell.show(page, listed(page))
    })

  ratings.command('counts').description('评价数量；不填期间为本月')
    .option('--from <date>', '期间的第一天，与 --to 同用').option('--to <date>', '期间的最后一天')
    .action(async (period: Period) => {
      const asked = checkedEach(PERIOD, period)
      const counts = await shell.withHub(hub => readRatingCounts(hub, EVERYTHING, asked))
      shell.show(counts, counted(counts))
    })

  withTerms(ratings.command('mark')).argument('<ratingId>', '评价编号').description('标注查实有误的评价，或取消标注')
    .requiredOption('--mark <mark>', 'misrated 误评、malicious 恶意差评、staged 刷评、none 取消标注')
    .requiredOption('--version <n>', '评价的版本，如 list 所示', Number)
    .action(async (ratingId: string, { by, ...request }: MarkOptions) => {
      const asked = checked('MarkRequest', { ...request })
      const rating = await shell.withHub(hub => markRating(hub, operatorNamed(by).id, known(ratingId), asked))
      shell.show(rating, rating.markLabel === undefined ? '已取消标注' : `已标注为${rating.markLabel}`)
    })

  return ratings
}

interface MarkOptions { by: string, mark: string, version: number, reason: string }

function known (ratingId: string): string {
  if (isA('RatingId', ratingId)) return ratingId.toLowerCase()
  throw new Problem('rating-not-found')
}

function listed ({ ratings, nextCursor }: Schemas['RatingPage']): string {
  if (ratings.length === 0) return '没有符合条件的评价'
  const headers = ['编号', '时间', '联合办件号', '外部流水号', '企业', '等级', '原因', '写的话', '标注', '同一终端过多', '版本']
  return table(headers, ratings.map(rating => [
    rating.ratingId, rating.at, rating.jointNumber, rating.order ?? '', rating.enterpriseName, rating.levelLabel,
    rating.options.map(({ label }) => label).join('、'), wordsOf(rating), rating.markLabel ?? '',
    rating.isFlagged ? '是' : '', String(rating.version)
  ])) + further(nextCursor)
}

/** Without the applicant's data, as the view has them. */
function wordsOf ({ text, supplement }: Rating): string {
  return [text, supplement && `追评：${supplement}`].filter(Boolean).join('；')
}

function counted ({ from, to, rated, levels, bad, marked }: Schemas['RatingCounts']): string {
  const codes = Object.keys(LEVELS) as Schemas['RatingLevel'][]
  return facts([
    ['期间', `${from} 至 ${to}`],
    ['评价', rated],
    ...codes.map((code): [string, number] => [LEVELS[code], levels[code]]),
    ['差评', bad],
    ['其中标注', marked]
  ])
}
