/** The hub's log: JSON lines about what happened, with the numbers of cases and never with data of persons. */
import pino, { type DestinationStream, type Logger, type LoggerOptions } from 'pino'
import { matterAtHand } from './matter.ts'

/** Longer than any path of the contract. */
const LONGEST_PATH = 300

/** Of a telephone, a certificate; what the hub numbers is shorter, or has other letters. */
const LONG_NUMBER = /(?<![0-9A-Za-z-])\d{11,17}[\dXx]?(?![0-9A-Za-z])/g

/** `destination`: standard output unless given. */
export function openLog (level: string, destination?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level,
    timestamp: pino.stdTimeFunctions.isoTime,
    mixin: matterAtHand,
    serializers: {
      err: describeError,
      // The query of a callback carries signatures, that of a list the portal's case numbers; in the path anybody may
      // write anything, numbers of persons too.
      req: ({ method, url }: { method: string, url: string }) => (
        { method, path: url.split('?', 1)[0]!.slice(0, LONGEST_PATH).replaceAll(LONG_NUMBER, '***') }),
      res: (reply: { statusCode: number }) => ({ status: reply.statusCode })
    }
  }
  return destination ? pino(options, destination) : pino(options)
}

/** Of an error only type, message, code and stack: a database driver puts rows into `detail`. */
function describeError (error: Error & { code?: string, constraint?: string }): Record<string, unknown> {
  const cause = error.cause instanceof Error ? describeError(error.cause) : undefined
  const { code, constraint } = error
  // A parser quotes the text that it could not read.
  const message = error instanceof SyntaxError ? 'unreadable text' : error.message
  const stack = error.stack?.replace(error.message, () => message)
  return { type: error.name, message, code, constraint, stack, ...cause && { cause } }
}
