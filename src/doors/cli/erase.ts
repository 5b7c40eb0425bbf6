/** `lianban erase`: takes the person out of an application that has ended, before its time (个人信息保护法 第四十七条). */
import { Command } from 'commander'
import { EVERYTHING } from '../../ground/access/visible.ts'
import { requestErasure } from '../../cases/erase.ts'
import { Problem } from '../../ground/problem/problem.ts'
import { isA } from './checked.ts'
import { termsOf, withTerms, type ActOptions } from './options.ts'
import type { Shell } from './shell.ts'

export function eraseCommand (shell: Shell): Command {
  return withTerms(new Command('erase')).argument('<jointNumber>', '联合办件号').description('删除已结束办件的个人信息，不可恢复')
    .action(async (jointNumber: string, options: ActOptions) => {
      if (!isA('JointNumber', jointNumber)) throw new Problem('application-not-found')
      const { erasedAt } = await shell.withHub(hub => requestErasure(hub, EVERYTHING, jointNumber, termsOf(options)))
      shell.show({ jointNumber, erasedAt }, `${jointNumber}：个人信息已于 ${erasedAt} 删除`)
    })
}
