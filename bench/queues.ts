/** BullMQ's queues as anybody would use them: in Redis, or in the database that the hub has. */
import {
  createPostgresBackend, Queue, runMigrations, Worker, type Job, type PostgresConnectionOptions, type WorkerOptions
} from 'bullmq'
import { Redis } from 'ioredis'
import pg from 'pg'
import type { Place } from './stage.ts'

type Processor = (job: Job) => Promise<unknown>

export interface Queues {
  queue (name: string): Queue
  worker (name: string, processor: Processor, options: Pick<WorkerOptions, 'concurrency'>): Worker
  close (): Promise<void>
}

export async function openQueues ({ databaseUrl, redisUrl }: Place): Promise<Queues> {
  return redisUrl === undefined ? await inPostgres(databaseUrl) : inRedis(redisUrl)
}

function inRedis (url: string): Queues {
  const commands = new Redis(url)
  const waiting = new Redis(url, { maxRetriesPerRequest: null })
  return {
    queue: name => new Queue(name, { connection: commands }),
    worker: (name, processor, options) => new Worker(name, processor, { ...options, connection: waiting }),
    async close () {
      commands.disconnect()
      waiting.disconnect()
    }
  }
}

/** BullMQ's own schema; migrated once, however often it is opened. */
const SCHEMA = 'bullmq'

async function inPostgres (url: string): Promise<Queues> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await runMigrations(client, SCHEMA)
  await client.end()
  const pool = new pg.Pool({ connectionString: url, max: 20, options: `-c search_path=${SCHEMA}` })
  // Every queue and worker listens for its errors.
  pool.setMaxListeners(0)
  const connection = pool as unknown as PostgresConnectionOptions
  return {
    queue: name => new Queue(name, { connection }, createPostgresBackend) as unknown as Queue,
    worker: (name, processor, options) =>
      new Worker(name, processor, { ...options, connection }, createPostgresBackend) as unknown as Worker,
    async close () { await pool.end() }
  }
}
