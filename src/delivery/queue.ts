/**
 * The alarm clock: BullMQ jobs that name a row and ring when it is due. Nothing is kept in a job but the row's id, from which
 * the job's own id is derived, so that setting an alarm twice sets one, and losing all of them loses nothing.
 */
import { createPostgresBackend, Queue, Worker, type Job, type JobsOptions, type PostgresConnectionOptions, type WorkerOptions } from 'bullmq'
import { Redis } from 'ioredis'
import pg from 'pg'
import type { Logger } from 'pino'
import { QUEUE_SCHEMA } from '../database/migrate.ts'
import { aside } from '../observe/matter.ts'

/** Deals with the row a job names; answers when to ring again, or nothing when the row is done. */
export type Handler = (id: string) => Promise<Date | undefined>

export interface Alarm {
  queue: string
  id: string
  at: Date
  /** Rings only when nothing else of its queue is due. */
  patient?: boolean
}

export interface Alarms {
  /** Sets an alarm; one that is set already stays as it is. Failing to set it is logged, not thrown: the sweep makes up for it. */
  set (alarms: Alarm[]): Promise<void>
  /** Makes sure that a row which is due has an alarm that rings now. Throws when the queue cannot be used. */
  insist (alarm: Omit<Alarm, 'at'>): Promise<void>
  /** Starts to answer the alarms of a queue. */
  answer (queue: string, concurrency: number, handler: Handler): void
  /** Throws when the queues cannot be used. */
  check (): Promise<void>
  /** Lets running handlers finish, then closes. */
  close (): Promise<void>
}

/** Among the due ones lower numbers go first; 0 unless said. */
const PATIENT = 1

/** A job lives exactly as long as its alarm: done or failed, it makes room for the next one of the same row. */
const JOB_OPTIONS = { attempts: 1, removeOnComplete: true, removeOnFail: true } as const satisfies JobsOptions

export interface AlarmOptions {
  databaseUrl: string
  /** Queues in Redis; without it in PostgreSQL. */
  redisUrl?: string
  /** An alarm that rings at a process that died rings again after this time, milliseconds. */
  takeOverAfter: number
  now: () => Date
  log: Logger
}

export function openAlarms ({ databaseUrl, redisUrl, takeOverAfter, now, log }: AlarmOptions): Alarms {
  const backend = redisUrl ? openRedis(redisUrl, log) : openPostgres(databaseUrl, log)
  const working = { runRetryDelay: 1_000, lockDuration: takeOverAfter, stalledInterval: takeOverAfter }
  const queues = new Map<string, Queue>()
  const workers: Worker[] = []
  const settingAgain = new Set<Promise<void>>()
  let closing = false

  function queueNamed (name: string): Queue {
    const known = queues.get(name)
    if (known) return known
    const queue = backend.queue(`lianban-${name}`)
    queue.on('error', aside((error: Error) => { if (!closing) log.warn({ queue: name, err: error }, 'queue error') }))
    queues.set(name, queue)
    return queue
  }

  async function add ({ queue, id, at, patient }: Alarm): Promise<void> {
    // BullMQ counts by the machine's clock; the hub's may be another.
    const delay = Math.max(0, at.getTime() - now().getTime())
    await queueNamed(queue).add(queue, {}, { ...JOB_OPTIONS, jobId: id, delay, priority: patient ? PATIENT : 0 })
  }

  async function set (alarms: Alarm[]): Promise<void> {
    const results = await Promise.allSettled(alarms.map(add))
    for (const result of results) if (result.status === 'rejected') log.warn({ err: result.reason }, 'alarm not set')
  }

  /**
   * A row that is put off gets a new job, at the end of the queue: BullMQ's PostgreSQL backend lets a job that is put off keep its
   * place before all that came later (move_to_active, by `seq`), and may finish it instead (issue 4814 of its repository).
   */
  function setAgain (alarm: Alarm): void {
    const setting = set([alarm]).finally(() => settingAgain.delete(setting))
    settingAgain.add(setting)
  }

  return {
    set,
    async insist (alarm) {
      const job = await queueNamed(alarm.queue).getJob(alarm.id) as Job | undefined
      if (!job) await add({ ...alarm, at: now() })
      else if (await job.isDelayed()) await job.promote()
    },
    answer (name, concurrency, handler) {
      const worker = backend.worker(`lianban-${name}`, job => handler(job.id!), { ...working, concurrency })
      worker.on('completed', ({ id, opts }, at) => { if (at) setAgain({ queue: name, id: id!, at, patient: opts.priority === PATIENT }) })
      worker.on('error', error => { if (!closing) log.warn({ queue: name, err: error }, 'queue error') })
      worker.on('failed', (_job, error) => { log.error({ queue: name, err: error }, 'alarm handler failed') })
      workers.push(worker)
    },
    check: () => backend.check(),
    async close () {
      await Promise.all(workers.map(worker => worker.close()))
      await Promise.all(settingAgain)
      await Promise.all([...queues.values()].map(queue => queue.close()))
      closing = true
      await backend.close()
    }
  }
}

type Processor = (job: Job) => Promise<Date | undefined>

interface Backend {
  queue (name: string): Queue
  worker (name: string, processor: Processor, options: Omit<WorkerOptions, 'connection'>): Worker
  check (): Promise<void>
  close (): Promise<void>
}

function openRedis (url: string, log: Logger): Backend {
  // Commands fail at once while Redis is away instead of piling up; the sweep sets the alarms that were not set.
  const commands = new Redis(url, { maxRetriesPerRequest: 1, enableOfflineQueue: true, commandTimeout: 5_000 })
  // A worker waits for jobs on its connection for as long as it takes.
  const waiting = new Redis(url, { maxRetriesPerRequest: null })
  for (const redis of [commands, waiting]) redis.on('error', aside((error: Error) => { log.warn({ err: error }, 'redis connection') }))
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

function openPostgres (databaseUrl: string, log: Logger): Backend {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 20, application_name: 'lianban-queue', options: `-c search_path=${QUEUE_SCHEMA}` })
  let closing = false
  // Idle connections that the server ends while the pool is being closed are no news.
  pool.on('error', aside((error: Error) => { if (!closing) log.warn({ err: error }, 'queue database connection') }))
  // Every queue and worker listens for its errors.
  pool.setMaxListeners(0)
  const connection = pool as unknown as PostgresConnectionOptions
  return {
    queue: name => new Queue(name, { connection }, createPostgresBackend) as unknown as Queue,
    worker: (name, processor, options) => new Worker(name, processor, { ...options, connection }, createPostgresBackend) as unknown as Worker,
    async check () { await pool.query('select from job limit 1') },
    async close () {
      closing = true
      await pool.end()
    }
  }
}
