/**
 * A clock that leaps only when the leap stays. A machine's clock may be set years ahead by mistake and back again
 * within a minute; whoever went by it meanwhile would give up what has time, and put off for years what is due.
 */

export interface Clocks {
  /** What the machine says, milliseconds since 1970. */
  told (): number
  /** What has passed since some moment, milliseconds; nobody sets it. */
  passed (): number
}

/** `leapt`: it is counted on as if nothing were; `taken`: the leap has stayed, it is the time; `back`: it has not. */
export type Leap = 'leapt' | 'taken' | 'back'

/** A machine may sleep or be set right by so much, milliseconds. */
const LITTLE = 86_400_000

/** For how long a leap stays until it is the time, milliseconds. */
const STAYS = 600_000

export function steadyClock ({ told, passed }: Clocks, onLeap: (leap: Leap, by: number) => void): () => Date {
  let [time, at] = [told(), passed()]
  /** Since when there is a leap, by what has passed. */
  let since: number | undefined

  function take (machine: number, present: number): Date {
    [time, at] = [machine, present]
    since = undefined
    return new Date(machine)
  }

  return () => {
    const [machine, present] = [told(), passed()]
    const counted = time + present - at
    const by = machine - counted
    if (Math.abs(by) <= LITTLE) {
      if (since !== undefined) onLeap('back', by)
      return take(machine, present)
    }
    if (since === undefined) {
      since = present
      onLeap('leapt', by)
    }
    if (present - since < STAYS) return new Date(counted)
    onLeap('taken', by)
    return take(machine, present)
  }
}
