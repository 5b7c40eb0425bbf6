/** Runs after all tests: stops what `before.ts` started. */
import { eraseEmbedded, stopEmbedded } from '../../../src/ground/database/embedded.ts'
import { FOLDER, servers } from './servers.ts'

process.kill(servers().redisPid, 'SIGTERM')
await stopEmbedded(FOLDER)
eraseEmbedded(FOLDER)
