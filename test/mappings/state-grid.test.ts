/** What the JSON cases of state-grid cannot say: its references beyond the first candidate. */
import { test } from 'tap'
import { mapping as stateGridMapping } from '../../mappings/state-grid.ts'
import { COUNTY } from '../kit/sandbox.ts'

/** Another county has references of its own. */
const ELSEWHERE = { ...COUNTY, code: '990102' }

const application = { jointNumber: 'JXLB000101', receivedAt: '2026-01-01T00:00:01+08:00' }

test('a reference has 24 characters: place, second of receipt, end of the running number', async t => {
  t.equal(stateGridMapping.reference(application, 0, COUNTY), 'XC3418232026010100000101')
  t.equal(stateGridMapping.reference(application, 0, COUNTY).length, 24)
})

test('the same application has the same reference however the time is written', async t => {
  t.equal(stateGridMapping.reference({ ...application, receivedAt: '2025-12-31T16:00:01.999Z' }, 0, COUNTY), stateGridMapping.reference(application, 0, COUNTY))
})

test('each further candidate is a second earlier under the same number', async t => {
  t.equal(stateGridMapping.reference(application, 1, COUNTY), 'XC3418232026010100000001')
  t.equal(stateGridMapping.reference(application, 2, COUNTY), 'XC3418232025123123595901')
})

test('a reference says in which county', async t => {
  t.equal(stateGridMapping.reference(application, 0, ELSEWHERE), 'XC9901022026010100000101')
})
