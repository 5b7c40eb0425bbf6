/** Who calls an operation, for what is recorded of it. */
export { callerOf, type Caller } from '../access/caller.ts'
