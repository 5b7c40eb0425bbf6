/** Runs something as somebody who has nothing to do with the work at hand: it looks on from a connection of its own. */
import { AsyncLocalStorage } from 'node:async_hooks'

export const beside: <T>(act: () => T) => T = AsyncLocalStorage.snapshot()
