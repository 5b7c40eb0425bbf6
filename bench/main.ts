/**
 * What the hub bears (`npm run bench`), as ratios: each figure against a bare counterpart that does the same durable
 * work in the same run on the same servers. Ratios travel from machine to machine, requests a second do not. With
 * `--json` one object is printed and nothing else.
 */
import { Command, InvalidArgumentError } from 'commander'
import { acceptMeasurements } from './accept.ts'
import { callbackMeasurements } from './callback.ts'
import { deadEnterpriseMeasurements } from './dead-enterprise.ts'
import { deliverMeasurements } from './deliver.ts'
import { asJson, asLine, chosen, type Figure, type Measurement } from './figure.ts'
import { measureGrowth, MILLION, SIZES } from './growth.ts'
import { noCliffMeasurements } from './no-cliff.ts'
import { processesMeasurements } from './processes.ts'
import { save, saveGrowth } from './results.ts'
import { signMeasurements } from './sign.ts'
import { openStage, type Stage } from './stage.ts'
import { startMeasurements } from './start.ts'
import { webhookMeasurements } from './webhook.ts'

const FOLDER = 'data/bench'

interface Options {
  json?: true
  only: string
  rounds: number
  save?: true
  profile?: true
  growth?: true
  million?: true
}

const options = new Command('bench')
  .description('Measures the hub against bare counterparts of the same run.')
  .option('--json', 'print one object and nothing else')
  .option('--only <prefix>', 'those figures alone whose names begin so', '')
  .option('--rounds <number>', 'of each figure', wholeNumber, 5)
  .option('--profile', 'say on standard error where the hub\'s time goes; its figures are worse for that')
  .option('--save', 'keep the results in bench/results/, of --growth too')
  .option('--growth', 'measure instead whether the hub grows with what is stored')
  .option('--million', 'with --growth, up to a million applications')
  .parse().opts<Options>()

let opened: Promise<Stage> | undefined
let closing: Promise<void> | undefined

/** Opened by the first figure that needs it. */
function stage (): Promise<Stage> {
  opened ??= openStage({ folder: FOLDER, rounds: options.rounds, profiling: options.profile === true })
  return opened
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => { close().then(() => process.exit(1)) })
if (options.growth) await grow()
else await measure()

async function grow (): Promise<void> {
  const { growth, postgresql } = await measureGrowth(options.million ? [...SIZES, MILLION] : SIZES)
  if (options.save) console.log(`kept in ${saveGrowth(growth, { postgresql }, new Date())}`)
}

async function measure (): Promise<void> {
  const measurements = chosen([
    ...signMeasurements(stage),
    ...acceptMeasurements(stage),
    ...deliverMeasurements(stage),
    ...callbackMeasurements(stage),
    ...webhookMeasurements(stage),
    ...deadEnterpriseMeasurements(stage),
    ...noCliffMeasurements(stage),
    ...processesMeasurements(stage),
    ...startMeasurements(stage)
  ], options.only)
  if (measurements.length === 0) throw new Error(`no figure begins with ${options.only}`)
  try {
    const figures = await takeAll(measurements)
    if (options.json) console.log(asJson(figures))
    if (options.save) {
      const file = save(figures, (await stage()).versions, new Date())
      if (!options.json) console.log(`kept in ${file}`)
    }
  } finally {
    await close()
  }
}

async function takeAll (measurements: Measurement[]): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const { take } of measurements) {
    const taken = await take()
    figures.push(...taken)
    if (!options.json) for (const figure of taken) console.log(asLine(figure))
    if (options.profile) for (const line of (await stage()).profile!.lines()) console.error(line)
  }
  return figures
}

/** Once, whoever asks: the end, a failure, a signal. */
function close (): Promise<void> {
  closing ??= opened?.then(stage => stage.close()) ?? Promise.resolve()
  return closing
}

function wholeNumber (text: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text)) throw new InvalidArgumentError('a whole number from 1 is wanted')
  return Number(text)
}
