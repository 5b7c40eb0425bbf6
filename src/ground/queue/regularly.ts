/** Does something again and again, the next time a while after the last one has ended. */

/** The function that it returns ends that, and waits for what is under way. `act` throws nothing. */
export function regularly (every: number, act: () => Promise<void>): () => Promise<void> {
  let timer: NodeJS.Timeout
  let running: Promise<void> = Promise.resolve()
  let ended = false

  function once (): void {
    running = act().then(() => { if (!ended) timer = setTimeout(once, every) })
  }

  once()
  return async () => {
    ended = true
    clearTimeout(timer)
    await running
  }
}
