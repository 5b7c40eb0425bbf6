/** Where BullMQ keeps its jobs: in Redis, or in the hub's PostgreSQL. */
import {
  createPostgresBackend, Queue, Worker, type Job, type PostgresConnectionOptions, type WorkerOptions
} from 'bullmq'
import { Redis } from 'ioredis'
import pg from 'pg'
import type { Logger } from 'pino'
import { QUEUE_SCHEMA } from '../database/migrate.ts'
import { bearBreaks } from '../database/pool.ts'
import { aside } from '../observe/matter.ts'

type Processor = (job: Job) => Promise<Date | undefined>

export interface QueueBackend {
  queue (name: string): Queue
  worker (name: string, processor: Processor, options: Omit<WorkerOptions, 'connection'>): Worker
  check (): Promise<void>
  close (): Promise<void>
}

export function openRedis (url: string, log: Logger): QueueBackend {
  // Commands fail at once while Redis is away instead of piling up; the sweep sets the alarms that were not set.
  const commands = new Redis(url, { maxRetriesPerRequest: 1, enableOfflineQueue: true, commandTimeout: 5_000 })
  // A worker waits for jobs on its connection for as long as it takes.
  const waiting = new Redis(url, { maxRetriesPerRequest: null })
  for (const redis of [commands, waiting]) {
    redis.on('error', aside((error: Error) => { log.warn({ err: error }, 'redis connection') }))
  }
  return {
    queue: name => new Queue(name, { connection: commands, skipWaitingForReady: true }),
    worker: (name, processor, options) => new Worker(name, processor, { ...options, connection: waiting }),
    async check () { await commands.ping() },
    async close () {
      commands.disconnect()
      waiting.disconnect()
    }
  }
}

export function openPostgres (databaseUrl: string, log: Logger): QueueBackend {
  const pool = new pg.Pool({
    connectionString: databaseUrl, max: 20, application_name: 'lianban-queue', options: `-c search_path=${QUEUE_SCHEMA}`
  })
  let closing = false
  // While the pool is being closed, the server may end idle connections; that is no error.
  pool.on('error', aside((error: Error) => { if (!closing) log.warn({ err: error }, 'queue database connection') }))
  bearBreaks(pool)
  // Every queue and worker listens for its errors.
  pool.setMaxListeners(0)
  const connection = pool as unknown as PostgresConnectionOptions
  return {
    queue: name => new Queue(name, { connection }, createPostgresBackend) as unknown as Queue,
    worker: (name, processor, options) =>
      new Worker(name, processor, { ...options, connection }, createPostgresBackend) as unknown as Worker,
    async check () { await pool.query('select from job limit 1') },
    async close () {
      closing = true
      await pool.end()
    }
  }
}
