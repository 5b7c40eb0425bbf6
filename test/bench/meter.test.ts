/** What one unit costs, from what all rounds spent. */
import { test } from 'tap'
import { costOf, cpuOfRedis } from '../../bench/meter.ts'

const SPENT = { cpu: 100, databaseCpu: 300, redisCpu: 20, statements: 50, bytes: 4000 }

test('costs are shared by all units of all rounds', async t => {
  t.strictSame(costOf('cost-deliver-redis', 'order', [{ units: 10, spent: SPENT }, { units: 30, spent: { ...SPENT, cpu: 20, statements: 70 } }]), {
    name: 'cost-deliver-redis', per: 'order', cpu: 3, databaseCpu: 15, redisCpu: 1, statements: 3, bytes: 200
  })
})

test('what the system does not tell is not guessed', async t => {
  t.strictSame(costOf('cost-deliver-postgresql', 'order', [{ units: 10, spent: { ...SPENT, databaseCpu: null, redisCpu: null } }]), {
    name: 'cost-deliver-postgresql', per: 'order', cpu: 10, databaseCpu: null, statements: 5, bytes: 400
  })
})

test('the CPU of Redis is what it says of itself, without its children', async t => {
  t.equal(cpuOfRedis('# CPU\r\nused_cpu_sys:1.5\r\nused_cpu_user:2.25\r\nused_cpu_sys_children:9\r\nused_cpu_user_children:9\r\n'), 3750)
  t.throws(() => cpuOfRedis('# CPU\r\n'), { message: 'Redis did not tell its CPU' })
})
