/**
 * More orders a second than an enterprise's references tell apart: 国网 has a hundred for each second, and an application
 * that comes when they are gone gets one of a second before. A minute's worth of a thousand applications a second, as
 * fast as they are taken: the last of them against the first.
 */
import { applications } from '../kit/applications.ts'
import type { ApplicationForm } from '../src/ground/form/order-view.ts'
import type { Figure, Measurement } from './figure.ts'
import { compared, type Sample } from './rounds.ts'
import { expectCount, openSite } from './site.ts'
import type { Stage } from './stage.ts'

const CONNECTIONS = 64
const APPLICATIONS = 60_000
/** Of which the first and the last are compared, once as many have been taken that code is compiled. */
const PIECE = 10_000
const GOAL = 0.8

const NAME = 'beyond-references'

const { water: _water, gas: _gas, network: _network, ...rest } = applications[0]!.form
const form: ApplicationForm = { ...rest, basic: { ...rest.basic, services: ['electricity'] } }

export function noCliffMeasurements (stage: () => Promise<Stage>): Measurement[] {
  return [{ names: [NAME], take: async () => [await measure(await stage())] }]
}

async function measure (stage: Stage): Promise<Figure> {
  const site = await openSite(stage, 'postgresql')
  const requests = [{ path: '/v1/applications', headers: site.headers, body: JSON.stringify(form) }]
  const pieces: Sample[] = []
  for (let taken = 0; taken < APPLICATIONS; taken += PIECE) {
    const given = { url: site.url, connections: CONNECTIONS, requests, amount: PIECE, expected: 202 }
    const { seconds } = await stage.outside.load(given)
    pieces.push({ rate: PIECE / seconds })
  }
  await expectCount(site, 'applications', 'applications', APPLICATIONS)
  await expectCount(site, 'references with the digits of their numbers',
    'orders join applications on serial = application_serial where right(reference, 2) = right(joint_number, 2)',
    APPLICATIONS)
  await site.close()
  const [, first] = pieces
  return compared({ name: NAME, unit: 'applications, the last', goal: GOAL }, [{ hub: pieces.at(-1)!, bare: first! }])
}
