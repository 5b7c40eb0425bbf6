/** Fails when a regular expression of the code or of a contract is not linear (`npm run check`). */
import { sourceFiles } from '../../source-files.ts'
import { whyNotLinear } from './linear.ts'
import { patternsOfCode, patternsOfContracts } from './patterns.ts'

const all = [...await patternsOfCode(sourceFiles), ...patternsOfContracts()]
const distinct = new Map(all.map(pattern => [`/${pattern.source}/${pattern.flags}`, pattern]))
const faults = [...distinct.values()].flatMap(pattern => whyNotLinear(pattern) ?? [])
for (const fault of faults) console.error(fault)
if (faults.length > 0) process.exitCode = 1
else console.log(`${distinct.size} patterns are linear`)
