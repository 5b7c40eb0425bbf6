/** Whoever has a connection takes no second one of the same pool. */
import { setImmediate } from 'node:timers/promises'
import { test } from 'tap'
import { openPool } from '../../../../src/ground/database/pool.ts'
import { inOneGo, inPart, inWork } from '../../../../src/ground/database/work.ts'
import { workplace } from '../../../kit/bare-hub.ts'
import { newDatabase } from '../../../kit/servers/servers.ts'

const SECOND = { message: 'a second connection is taken by what holds one' }

test('a second connection', async t => {
  const url = await newDatabase(t)
  const onSecond = (error: Error): never => { throw error }
  const [pool, other] = [1, 2].map(() => openPool(url, () => {}, { onSecond }))
  t.teardown(() => Promise.all([pool!.end(), other!.end()]))
  const place = workplace(pool!)
  const ask = async (): Promise<unknown> => await pool!.query('select 1')

  await t.test('is not taken in a work, for a statement or for another work', async t => {
    await t.rejects(inWork(place, ask), SECOND)
    await t.rejects(inWork(place, () => inWork(place, async () => {})), SECOND)
    await t.rejects(inWork(place, work => inPart(work, async () => { await setImmediate(); await ask() })), SECOND, 'however deep and late')
    await t.rejects(inOneGo(place.pool, connection => [connection.query('select 1'), ask()]), SECOND)
  })
  await t.test('nor by a work that has one of another pool between', async t => {
    await t.rejects(inWork(place, () => inWork({ ...place, pool: other! }, ask)), SECOND)
  })
  await t.test('is taken of another pool, and by whoever is in no work', async t => {
    await inWork({ ...place, pool: other! }, ask)
    await Promise.all([inWork(place, async work => { await work.query('select 1') }), ask()])
    await t.rejects(inWork(place, async () => { throw new Error('second thoughts') }))
    await ask()
  })
  await t.test('is taken by what a work has begun, once that has ended', async () => {
    let later = Promise.resolve() as Promise<unknown>
    const { promise: ended, resolve: end } = Promise.withResolvers<void>()
    await inWork(place, async () => { later = ended.then(ask) })
    end()
    await later
  })
})

test('where nobody minds it, it is told and taken', async t => {
  const told: Error[] = []
  const pool = openPool(await newDatabase(t), () => {}, { onSecond: error => { told.push(error) } })
  t.teardown(() => pool.end())
  const { rows } = await inWork(workplace(pool), () => pool.query('select 1 as one'))
  t.strictSame(rows, [{ one: 1 }])
  t.match(told, [SECOND])
  t.match(told[0]!.stack, 'loans.test.ts', 'with the place where it was')
})
