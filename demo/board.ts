/**
 * Shows the orders live, from the portal's webhooks: a list that updates itself on a terminal, plain lines elsewhere.
 */
import { Listr, type ListrTask } from 'listr2'
import type { OrderProgressed } from '../simulators/portal.ts'
import type { Submitted } from '../kit/submit.ts'

type Event = OrderProgressed['data']

export interface Board {
  progressed (event: Event): void
  show (submitted: Submitted[]): void
  /** Ends when every shown order has, or after `patience` milliseconds. */
  ended (patience: number): Promise<void>
  close (): void
}

const FINAL = new Set<Event['state']>([
  'completed', 'completedConditionally', 'notAdmitted', 'refused', 'withdrawn', 'revoked'
])

interface Shown {
  title: string, label: string, listener?: (label: string) => void, end: () => void, whenEnded: Promise<void>
}

export function createBoard (): Board {
  const orders = new Map<string, Shown>()
  const early: Event[] = []
  const live = process.stdout.isTTY === true
  let drawing: Promise<unknown> = Promise.resolve()
  let begun = false

  function progressed (event: Event): void {
    const shown = orders.get(`${event.jointNumber} ${event.enterprise}`)
    if (!shown) {
      if (!begun) early.push(event)
      return
    }
    const { stateLabel, statusCode, statusLabel, nativeNumber, clock } = event
    const late = clock ? `，${clock.promiseLabel}应于 ${clock.dueAt.slice(0, 16).replace('T', ' ')} 前完成` : ''
    shown.label = `${stateLabel}（办件状态 ${statusCode} ${statusLabel}）${nativeNumber ? ` ${nativeNumber}` : ''}${late}`
    if (live) shown.listener?.(shown.label)
    else console.log(`${event.jointNumber} #${event.sequence} ${shown.title} ${shown.label}`)
    if (FINAL.has(event.state)) shown.end()
  }

  function task (title: string, shown: Shown): ListrTask {
    return {
      title: `${title} ${shown.label}`,
      task: async (_context, self) => {
        shown.listener = label => { self.title = `${title} ${label}` }
        shown.listener(shown.label)
        await shown.whenEnded
      }
    }
  }

  return {
    progressed,
    show (submitted) {
      for (const { application } of submitted) {
        for (const order of application.orders) {
          orders.set(`${application.jointNumber} ${order.enterprise}`, newShown(order.enterpriseName))
        }
      }
      begun = true
      for (const event of early) progressed(event)
      if (!live) return
      drawing = new Listr(submitted.map(({ title, application }) => ({
        title: `${application.printedNumber} ${title}`,
        task: (_context, self) => self.newListr(application.orders.map(order => {
          const shown = orders.get(`${application.jointNumber} ${order.enterprise}`)!
          return task(shown.title, shown)
        }), { concurrent: true })
      })), { concurrent: true, rendererOptions: { collapseSubtasks: false } }).run()
    },
    async ended (patience) {
      let timer: NodeJS.Timeout
      const tired = new Promise<void>(resolve => { timer = setTimeout(resolve, patience) })
      const all = Promise.all([...orders.values()].map(({ whenEnded }) => whenEnded))
      await Promise.race([all.then(() => drawing), tired])
      clearTimeout(timer!)
    },
    close () {
      for (const { end } of orders.values()) end()
    }
  }
}

function newShown (title: string): Shown {
  let end = (): void => {}
  const whenEnded = new Promise<void>(resolve => { end = resolve })
  return { title, label: '已接件', end, whenEnded }
}
