/** What the hub answers when it does not do what was asked, or that it could not be reached. */
import type { components } from '../../openapi/hub.d.ts'

export type Problem = components['schemas']['Problem']
export type FieldError = components['schemas']['FieldError']

export class Refusal extends Error {
  readonly problem: Problem
  /** Seconds after which to try again. */
  readonly after: number | undefined

  constructor (problem: Problem, after?: number) {
    super(problem.title)
    this.problem = problem
    this.after = after
  }

  get code (): string { return this.problem.code }

  get errors (): FieldError[] { return this.problem.errors ?? [] }

  /** The words for a person: what is wrong, and what to do. */
  get words (): string {
    const { title, detail } = this.problem
    return detail === undefined ? title : `${title}：${detail}`
  }
}

/** No answer has come: whether the hub has got the request is not known. */
export function notReached (): Refusal {
  return new Refusal({
    type: 'about:blank', status: 0, code: 'not-reached', title: '连接中断', detail: '请检查网络后重试；同一次提交重试不会重复'
  })
}
