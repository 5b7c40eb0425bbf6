/**
 * The alarm clock: BullMQ jobs that name a row and ring when it is due. Nothing is kept in a job but the row's id, from
 * which the job's own id is derived, so that setting an alarm twice sets one, and losing all of them loses nothing.
 */
import type { Job, JobsOptions, Queue, Worker } from 'bullmq'
import type { Logger } from 'pino'
import type { Alarm } from '../database/work.ts'
import { aside } from '../observe/matter.ts'
import { openPostgres, openRedis } from './queue-backend.ts'

/** Deals with the row a job names; answers when to ring again, or nothing when the row is done. */
export type Handler = (id: string) => Promise<Date | undefined>

export interface Alarms {
  /**
   * Sets an alarm; one that is set already stays as it is. Failing to set it is logged, not thrown: the sweep makes up
   * for it.
   */
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

/** After which time a queue that could not be opened is opened anew, milliseconds. */
const REOPEN = 1_000

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
  const workers = new Set<Worker>()
  const underWay = new Set<Promise<void>>()
  let ending = false
  let closing = false

  function queueNamed (name: string): Queue {
    const known = queues.get(name)
    if (known) return known
    const queue = backend.queue(`lianban-${name}`)
    queue.on('error', aside((error: Error) => { if (!closing) log.warn({ queue: name, err: error }, 'queue error') }))
    queues.set(name, queue)
    // Whoever needs it next opens it anew.
    unlessReady(queue, () => { queues.delete(name) })
    return queue
  }

  function work (name: string, concurrency: number, handler: Handler): void {
    const worker = backend.worker(`lianban-${name}`, job => handler(job.id!), { ...working, concurrency })
    // A row that is put off gets a new job, at the end of the queue: BullMQ's PostgreSQL back end lets a job that is
    // put off keep its place before all that came later (move_to_active, by `seq`), and may finish it instead (issue
    // 4814 of its repository).
    worker.on('completed', ({ id, opts }, at) => {
      if (at) set([{ queue: name, id: id!, at, patient: opts.priority === PATIENT }])
    })
    worker.on('error', error => { if (!closing) log.warn({ queue: name, err: error }, 'queue error') })
    worker.on('failed', (_job, error) => { log.error({ queue: name, err: error }, 'alarm handler failed') })
    workers.add(worker)
    unlessReady(worker, () => {
      workers.delete(worker)
      setTimeout(() => { if (!ending) work(name, concurrency, handler) }, REOPEN).unref()
    })
  }

  async function add ({ queue, id, at, patient }: Alarm): Promise<void> {
    // BullMQ counts by the machine's clock; the hub's may be another.
    const delay = Math.max(0, at.getTime() - now().getTime())
    await queueNamed(queue).add(queue, {}, { ...JOB_OPTIONS, jobId: id, delay, priority: patient ? PATIENT : 0 })
  }

  function set (alarms: Alarm[]): Promise<void> {
    const setting = setAll(alarms).finally(() => underWay.delete(setting))
    underWay.add(setting)
    return setting
  }

  async function setAll (alarms: Alarm[]): Promise<void> {
    const results = await Promise.allSettled(alarms.map(add))
    for (const result of results) if (result.status === 'rejected') log.warn({ err: result.reason }, 'alarm not set')
  }

  return {
    set,
    async insist (alarm) {
      const job = await queueNamed(alarm.queue).getJob(alarm.id) as Job | undefined
      if (!job) await add({ ...alarm, at: now() })
      else if (await job.isDelayed()) await job.promote()
    },
    answer: work,
    check: () => backend.check(),
    async close () {
      ending = true
      await Promise.all([...workers].map(worker => worker.close()))
      await Promise.all(underWay)
      await Promise.all([...queues.values()].map(queue => queue.close()))
      closing = true
      await backend.close()
    }
  }
}

/**
 * BullMQ's PostgreSQL backend remembers for good that the database was away when a queue was opened (`waitUntilReady`
 * keeps its rejected promise); such a one would never ring. `then` is told, and it is closed. Its own events say what
 * was wrong.
 */
function unlessReady (opened: Queue | Worker, then: () => void): void {
  opened.waitUntilReady().catch(async () => {
    then()
    await opened.close()
  })
}
