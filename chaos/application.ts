/**
 * An application for the plan: a form of the demo, or one for the desk, under an address of its own, whose words choose
 * the course it takes.
 */
import { applications, type DemoApplication } from '../kit/applications.ts'
import { forTheDesk } from '../kit/desk.ts'
import type { Dice } from './dice.ts'

/**
 * The word in the address that the simulated enterprises go by. 退件 refused, 补件 material asked for, 港华 and 新奥 in the
 * other gas company's area, 区外 in nobody's, 无资源 no coverage, 在途 another bill is running, 超时 an answer that leaves open
 * what became of the order; nothing for one that goes well.
 */
export type Course = '' | '退件' | '补件' | '港华' | '新奥' | '区外' | '无资源' | '在途' | '超时'

const ANY: Course[] = ['', '', '', '', '', '', '退件', '补件', '补件']

/** What only the enterprises of one service know. */
const OF_SERVICE: Record<string, Course[]> = {
  water: ['在途'],
  electricity: [],
  gas: ['港华', '新奥', '区外'],
  network: ['无资源', '超时']
}

export function plannedForm (dice: Dice, key: string): DemoApplication & { course: Course } {
  const { title, form, files } = dice.pick([...applications, forTheDesk, forTheDesk])
  const { services, address } = form.basic
  const course = dice.pick([...ANY, ...services.flatMap(service => OF_SERVICE[service]!)])
  return {
    title,
    course,
    form: {
      ...form,
      portalCaseNumber: key,
      basic: { ...form.basic, address: { ...address, text: `${address.text}${course && `【${course}】`}${key}` } }
    },
    ...files && { files }
  }
}

/**
 * Where the rows say it has to end, if the applicant does not withdraw. `delivery` undeliverable: in front of a person.
 */
export function endsOf (course: Course, enterprise: string): string[] {
  switch (course) {
    case '退件': return ['refused']
    case '港华': return enterprise === 'enn' ? ['handedOver'] : ['completed']
    case '新奥': return enterprise === 'towngas' ? ['handedOver'] : ['completed']
    case '区外': return ['towngas', 'enn'].includes(enterprise) ? ['handedOver', 'refused'] : ['completed']
    case '无资源': return ['telecom', 'mobile', 'unicom', 'anguang'].includes(enterprise) ? ['refused'] : ['completed']
    case '在途': return enterprise === 'county-water' ? ['undeliverable'] : ['completed']
    default: return ['completed']
  }
}
