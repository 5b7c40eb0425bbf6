/** The short form of npm run chaos, on both queue backends: whatever is killed, restarted and spoilt, the books agree in the end. */
import { t as root, test } from 'tap'
import { makePlan, type Backend } from '../../chaos/plan.ts'
import { run } from '../../chaos/run.ts'
import { SHORT } from '../../chaos/sizes.ts'
import { eraseEmbedded } from '../../src/ground/database/embedded.ts'
import { FOLDER } from '../kit/servers/servers.ts'

// A minute on two cores that have nothing else to do.
root.setTimeout(600_000)

const SEED = 1

for (const backend of ['postgresql', 'redis'] satisfies Backend[]) {
  test(`queues in ${backend}`, async t => {
    const folder = `${FOLDER}/chaos-${backend}`
    const { figures, findings } = await run(makePlan({ ...SHORT, seed: SEED, backend }), folder)
    t.comment(JSON.stringify(figures))
    t.ok(figures['processes killed']! >= 8)
    t.ok(figures['faults that struck']! > 0)
    t.equal(figures['applications'], SHORT.applications)
    t.ok(figures['orders at the desk']! > 0 && figures['steps taken at the desk']! > figures['orders at the desk']!, 'people work by hand among it all')
    t.ok(figures['filings']! > 0 && figures['filings at the departments']! > 0, 'and file with the departments')
    for (const [check, found] of Object.entries(findings)) t.strictSame(found, [], `${check}; its logs are in ${folder}`)
    if (t.passing()) eraseEmbedded(folder)
  })
}
