/**
 * The proof that nothing is lost (`npm run chaos`): applications go through hub processes that are killed, with their
 * servers taken away and everybody around them failing; then the books of the hub, the enterprises and the portal are
 * compared. Prints the figures, and one line of JSON at the end; exit code 1 if anything is wrong, with the seed that
 * plans the same again.
 */
import { Command, InvalidArgumentError, Option } from 'commander'
import { makePlan, planLines, type Backend } from './plan.ts'
import { ensureRedis } from '../kit/redis-server.ts'
import { run, type Report } from './run.ts'
import { LONG, SHORT } from './sizes.ts'

interface Options {
  seed: number
  long?: true
  backend: Backend | 'both'
  applications?: number
  kills?: number
  plan?: true
}

const options = new Command('chaos')
  .description('Kills, restarts and fails everything around an application, and shows that none is lost.')
  .option('--seed <number>', 'decides the whole plan', wholeNumber, Date.now() % 1_000_000)
  .option('--short', 'as in the tests: half a minute for each backend (default)')
  .option('--long', 'at least 200 kills in all')
  .addOption(new Option('--backend <name>', 'where the queues are')
    .choices(['postgresql', 'redis', 'both']).default('both'))
  .option('--applications <number>', 'for each backend', wholeNumber)
  .option('--kills <number>', 'for each backend', wholeNumber)
  .option('--plan', 'print what would happen, and when, and do nothing')
  .parse().opts<Options>()

const size = options.long ? LONG : SHORT
const { seed, applications = size.applications, kills = size.kills } = options
const backends: Backend[] = options.backend === 'both' ? ['postgresql', 'redis'] : [options.backend]
const plans = backends.map(backend => makePlan({ seed, backend, applications, kills, every: size.every }))

if (options.plan) {
  for (const line of plans.flatMap(planLines)) console.log(line)
} else {
  if (backends.includes('redis')) ensureRedis()
  const reports: Report[] = []
  for (const plan of plans) reports.push(await run(plan))
  for (const report of reports) show(report)
  const broken = reports.some(({ findings }) => Object.values(findings).some(found => found.length > 0))
  console.log(JSON.stringify({
    seed,
    broken,
    reports: reports.map(({ backend, figures, findings }) => ({ backend, ...figures, ...countsOf(findings) }))
  }))
  if (broken) {
    const others = process.argv.slice(2)
      .filter((word, index, words) => !/^--seed/.test(word) && words[index - 1] !== '--seed')
    console.error(`npm run chaos -- --seed ${seed} ${others.join(' ')}`.trimEnd())
    process.exitCode = 1
  }
}

function show ({ backend, figures, findings }: Report): void {
  console.log(`queues in ${backend}, seed ${seed}`)
  console.table(figures)
  console.table(countsOf(findings))
  for (const [check, found] of Object.entries(findings)) {
    for (const line of found.slice(0, 20)) console.log(`${check}: ${line}`)
  }
}

function countsOf (findings: Report['findings']): Record<string, number> {
  return Object.fromEntries(Object.entries(findings).map(([check, found]) => [check, found.length]))
}

function wholeNumber (text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('a whole number is wanted')
  return Number(text)
}
