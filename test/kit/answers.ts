/** Checks what the hub answers against its own contract, whatever else a test looks at. */
import type { Test } from 'tap'
import { newChecker, readDocument } from '../../openapi/document.ts'
import type { components } from '../../openapi/hub.d.ts'
import { PROBLEMS, type ProblemCode } from '../../src/ground/problem/problem.ts'

type Schemas = components['schemas']
export type Problem = Schemas['Problem']

const checker = newChecker<Schemas>(readDocument(new URL('../../openapi/hub.yaml', import.meta.url)))
const CHINESE = /\p{Script=Han}/u

/** The body of a successful answer, of the named schema. */
export async function body<Name extends keyof Schemas & string> (t: Test, answer: Response, status: number, name: Name): Promise<Schemas[Name]> {
  const text = await answer.text()
  t.equal(answer.status, status, text)
  t.match(answer.headers.get('content-type'), /^application\/json/)
  return conforming(t, JSON.parse(text), name)
}

/** An application as every later answer has it: that of the submission alone carries the query code. */
export function withoutCode ({ queryCode: _code, progressPage: _page, ...application }: Schemas['Application']): Schemas['Application'] {
  return application
}

/** What was answered another way than by HTTP, of the named schema. */
export function conforming<Name extends keyof Schemas & string> (t: Test, answer: unknown, name: Name): Schemas[Name] {
  const checked = checker.check(name, answer)
  if ('value' in checked) return checked.value
  t.fail(`the answer is not a ${name}`, { found: checked.mismatches, answer })
  throw new Error(`not a ${name}`)
}

/** An error as the contract says: its status, its code, Chinese for people, and every failing field with pointer and code. */
export async function problem (t: Test, answer: Response, code: ProblemCode, errors?: Array<[pointer: string, code: string]>): Promise<Problem> {
  const text = await answer.text()
  t.equal(answer.status, PROBLEMS[code].status, text)
  t.equal(answer.headers.get('content-type'), 'application/problem+json; charset=utf-8')
  const checked = checker.check('Problem', JSON.parse(text))
  if (!('value' in checked)) {
    t.fail('the answer is not a Problem', { found: checked.mismatches, text })
    throw new Error('not a Problem')
  }
  const problem = checked.value
  t.match(problem, { type: `urn:lianban:problem:${code}`, code, status: answer.status, title: CHINESE })
  t.ok(problem.instance, 'names the request')
  for (const error of problem.errors ?? []) t.match(error.message, CHINESE, `${error.pointer} is told in Chinese`)
  if (errors) {
    t.strictSame(problem.errors?.map(({ pointer, code }) => [pointer, code]).sort(), [...errors].sort(), 'every failing field, and no other')
  }
  return problem
}
