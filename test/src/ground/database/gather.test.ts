import { setImmediate as turnOfTheLoop } from 'node:timers/promises'
import { test } from 'tap'
import { gather } from '../../../../src/ground/database/gather.ts'
import { atWork, matterAtHand } from '../../../../src/ground/observe/matter.ts'

/** Answers each with its double once all are let go; fails on what is negative. */
function doubling (failure: (question: number) => Error = question => new Error(`${question} has none`)): {
  ask: (question: number) => Promise<number>, runs: number[][], letGo: () => void
} {
  const runs: number[][] = []
  const { promise: gone, resolve: letGo } = Promise.withResolvers<void>()
  const ask = gather(async (questions: number[]) => {
    runs.push(questions)
    await gone
    const bad = questions.find(question => question < 0)
    if (bad !== undefined) throw failure(bad)
    return questions.map(question => question * 2)
  })
  return { ask, runs, letGo }
}

test('what is asked for while two runs are under way goes together with the next, each with its own answer', async t => {
  const { ask, runs, letGo } = doubling()
  const asked = [1, 2].map(ask)
  await turnOfTheLoop()
  t.strictSame(runs, [[1, 2]], 'with what was asked for at the same moment, and nobody waits for company')
  asked.push(ask(3))
  await turnOfTheLoop()
  t.strictSame(runs, [[1, 2], [3]])
  asked.push(...[4, 5].map(ask))
  await turnOfTheLoop()
  asked.push(ask(6))
  await turnOfTheLoop()
  t.equal(runs.length, 2)
  letGo()
  t.strictSame(await Promise.all(asked), [2, 4, 6, 8, 10, 12])
  t.strictSame(runs, [[1, 2], [3], [4, 5, 6]])
  t.equal(await ask(7), 14)
  t.strictSame(runs[3], [7])
})

test('no more than a hundred go together', async t => {
  const { ask, runs, letGo } = doubling()
  const asked = Array.from({ length: 151 }, (_, index) => ask(index))
  await turnOfTheLoop()
  letGo()
  await Promise.all(asked)
  t.strictSame(runs.map(({ length }) => length), [100, 51])
})

test('one that fails fails no other', async t => {
  const { ask, runs, letGo } = doubling()
  const asked = [1, 2, -3, 4].map(ask)
  await turnOfTheLoop()
  letGo()
  t.strictSame(await Promise.allSettled(asked), [
    { status: 'fulfilled', value: 2 }, { status: 'fulfilled', value: 4 }, { status: 'rejected', reason: new Error('-3 has none') }, { status: 'fulfilled', value: 8 }
  ])
  t.strictSame(runs, [[1, 2, -3, 4], [1], [2], [-3], [4]])
})

test('when the database is away nothing is asked again: it may have been stored', async t => {
  const { ask, runs, letGo } = doubling(() => Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }))
  const asked = [1, 2, -3].map(ask)
  await turnOfTheLoop()
  letGo()
  t.strictSame((await Promise.allSettled(asked)).map(({ status }) => status), ['rejected', 'rejected', 'rejected'])
  t.strictSame(runs, [[1, 2, -3]])
})

test('where only one run may be under way, the next begins when it has ended', async t => {
  const ends: Array<() => void> = []
  const runs: number[][] = []
  const ask = gather(async (questions: number[]) => {
    runs.push(questions)
    await new Promise<void>(resolve => { ends.push(resolve) })
    return questions
  }, 1)
  const asked = [ask(1)]
  await turnOfTheLoop()
  asked.push(...[2, 3].map(ask))
  await turnOfTheLoop()
  t.strictSame(runs, [[1]])
  ends[0]!()
  t.equal(await asked[0], 1)
  await turnOfTheLoop()
  await turnOfTheLoop()
  t.strictSame(runs, [[1], [2, 3]])
  ends[1]!()
  t.strictSame(await Promise.all(asked), [1, 2, 3])
})

test('what is done for many is about none of them', async t => {
  const matters: object[] = []
  const ask = gather(async (questions: number[]) => {
    matters.push(matterAtHand())
    return questions
  })
  const answers = await Promise.all([1, 2].map(number => atWork({ jointNumber: `JX${number}` }, async () => {
    await ask(number)
    return matterAtHand()
  })))
  t.strictSame(matters, [{}])
  t.strictSame(answers, [{ jointNumber: 'JX1' }, { jointNumber: 'JX2' }], 'and who asked is at work on what he was')
})
