/** The adapter of an enterprise without a system: nothing can be sent to it. */
import type { Adapter } from '../../../adapters/adapter.ts'
import { Failure } from '../../../adapters/failure.ts'

export function noSystem (): Adapter<unknown, unknown> {
  const refuse = async (): Promise<never> => {
    throw new Failure({
      comeBack: 'never', fault: 'hub', code: 'no-system', message: '该企业没有接入系统，由服务专员人工办理', alert: true
    })
  }
  return { place: refuse, inquire: refuse, supplement: refuse, withdraw: refuse, close: async () => {} }
}
