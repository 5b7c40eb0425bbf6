/**
 * What one enterprise that hangs costs the seven others. Two hubs on databases of their own are given the same batches
 * by turns; in one of them an enterprise takes every request and never answers, not even the one for a token.
 */
import { randomUUID } from 'node:crypto'
import { submit } from '../src/cases/submit.ts'
import { openLog } from '../src/ground/observe/log.ts'
import { startHub } from '../src/start.ts'
import { readSandbox } from '../kit/sandbox.ts'
import type { Figure, Measurement } from './figure.ts'
import { formFor } from './recorded.ts'
import { alternate, compared, type Sample } from './rounds.ts'
import { countdown, siteDocument } from './site.ts'
import type { Stage } from './stage.ts'

const DEAD = 'towngas'
/** The form goes to one of the two gas suppliers; every other application asks for the one that lives. */
const FORMS = [formFor(DEAD), formFor('enn')]
const APPLICATIONS = 24
/** Orders of a batch that are not for the dead one. */
const LIVING = APPLICATIONS * 6 + APPLICATIONS / 2
/** Of a batch that are submitted at once. */
const LANES = 8
const GOAL = 0.95
/** Twice as many as of other figures: it has to tell a twentieth apart. */
const MORE = 2

const NAME = 'beside-dead-enterprise'

export function deadEnterpriseMeasurements (stage: () => Promise<Stage>): Measurement[] {
  return [{ names: [NAME], take: async () => [await measure(await stage())] }]
}

async function measure (stage: Stage): Promise<Figure> {
  const [beside, healthy] = await Promise.all([startSite(stage, true), startSite(stage, false)])
  const rounds = await alternate(stage.rounds * MORE, beside.batch, healthy.batch)
  await Promise.all([beside.stop(), healthy.stop()])
  return compared({ name: NAME, unit: 'orders of the seven', goal: GOAL }, rounds)
}

interface Delivering { batch (): Promise<Sample>, stop (): Promise<void> }

async function startSite (stage: Stage, hanging: boolean): Promise<Delivering> {
  const { databaseUrl } = await stage.newPlace('postgresql')
  const document = siteDocument(stage)
  // What is told to the portal would go on into the other hub's turn.
  delete document.portal
  if (hanging) document.enterprises[DEAD].baseUrl = stage.addresses.dead
  const running = await startHub({ settings: readSandbox(document), databaseUrl, log: openLog('silent') })
  const { pool } = running.hub
  return {
    async batch () {
      const begun = performance.now()
      let left = APPLICATIONS
      await Promise.all(Array.from({ length: LANES }, async () => {
        while (left-- > 0) await submit(running.hub, 'portal', randomUUID(), FORMS[left & 1]!)
      }))
      const { done, one } = countdown(1)
      const looking = setInterval(async () => {
        const { rows } = await pool.query(
          "select from orders where delivery in ('pending', 'unknown') and enterprise <> $1 limit 1", [DEAD])
        if (rows.length === 0) one()
      }, 20)
      await done.finally(() => { clearInterval(looking) })
      return { rate: LIVING / (performance.now() - begun) * 1000 }
    },
    stop: () => running.stop()
  }
}
