/**
 * The alarm clock in Redis: BullMQ jobs that name a row and ring when it is due. Nothing is kept in a job but the row's
 * id, from which the job's own id is derived, so that setting an alarm twice sets one, and losing all of them loses
 * nothing.
 */
import type { Writable } from 'node:stream'
import { Queue, Worker, type Job, type JobsOptions } from 'bullmq'
import { Redis } from 'ioredis'
import type { Logger } from 'pino'
import { levelOf } from '../database/database-away.ts'
import type { Alarm } from '../database/work.ts'
import { gatherWrites } from '../network/gather-writes.ts'
import { aside } from '../observe/matter.ts'
import { LEAST, type Alarms, type Answering } from './alarms.ts'

/** Among the due ones lower numbers go first; 0 unless said. */
const PATIENT = 1

/**
 * What is written to see whether Redis takes writes, and how long it stays, milliseconds. It stands among the jobs, so
 * that a user of Redis who may write no other keys can write it.
 */
const PROOF = { key: 'bull:lianban:takes-writes', stays: 10_000 }

/** Before the row's id in that of a second job, beside one that is ringing. */
const ONCE_MORE = 'once-more-'

/** A job lives exactly as long as its alarm: done or failed, it makes room for the next one of the same row. */
const JOB_OPTIONS = { attempts: 1, removeOnComplete: true, removeOnFail: true } as const satisfies JobsOptions

export interface JobAlarmOptions {
  redisUrl: string
  /** An alarm that rings at a process that died rings again after this time, milliseconds. */
  takeOverAfter: number
  now: () => Date
  log: Logger
}

export function openJobAlarms ({ redisUrl, takeOverAfter, now, log }: JobAlarmOptions): Alarms {
  // Commands fail at once while Redis is away instead of piling up; the sweep sets the alarms that were not set.
  const commands = new Redis(redisUrl, { maxRetriesPerRequest: 1, enableOfflineQueue: true, commandTimeout: 5_000 })
  // A worker waits for jobs on its connection for as long as it takes.
  const waiting = new Redis(redisUrl, { maxRetriesPerRequest: null })
  for (const redis of [commands, waiting]) {
    redis.on('connect', () => { gatherWrites(streamOf(redis)) })
    redis.on('error', aside((error: Error) => { log.warn({ err: error }, 'redis connection') }))
  }
  const working = { runRetryDelay: 1_000, lockDuration: takeOverAfter, stalledInterval: takeOverAfter }
  const queues = new Map<string, Queue>()
  const workers = new Set<Worker>()
  const underWay = new Set<Promise<void>>()
  let closing = false

  function queueNamed (name: string): Queue {
    const known = queues.get(name)
    if (known) return known
    const queue = new Queue(`lianban-${name}`, { connection: commands, skipWaitingForReady: true })
    queue.on('error', aside((error: Error) => { if (!closing) log.warn({ queue: name, err: error }, 'queue error') }))
    queues.set(name, queue)
    return queue
  }

  function answer ({ queue: name, concurrency, handler }: Answering): void {
    const options = { ...working, concurrency, connection: waiting }
    const worker = new Worker(`lianban-${name}`, job => handler(rowOf(job)), options)
    // A row that is put off gets a new job, at the end of the queue.
    worker.on('completed', (job, again: Date | undefined) => {
      if (!again) return
      const at = new Date(Math.max(again.getTime(), now().getTime() + LEAST))
      set([{ queue: name, id: rowOf(job), at, patient: job.opts.priority === PATIENT }])
    })
    worker.on('error', error => { if (!closing) log.warn({ queue: name, err: error }, 'queue error') })
    worker.on('failed', (_job, error) => { log[levelOf(error)]({ queue: name, err: error }, 'alarm handler failed') })
    workers.add(worker)
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
      const state = await job?.getState() ?? 'unknown'
      if (state === 'delayed') await job!.promote()
      else if (state === 'unknown') await add({ ...alarm, at: now() })
      // Its handler may have looked at the row before it was due.
      else if (state === 'active') await add({ ...alarm, id: ONCE_MORE + alarm.id, at: now() })
    },
    answer,
    // One that is full, or was made a replica, answers all the same.
    async check () { await commands.set(PROOF.key, '', 'PX', PROOF.stays) },
    async close () {
      await Promise.all([...workers].map(worker => worker.close()))
      await Promise.all(underWay)
      await Promise.all([...queues.values()].map(queue => queue.close()))
      closing = true
      commands.disconnect()
      waiting.disconnect()
    }
  }
}

/** The driver tells nobody of it; of each connection it is another. */
function streamOf (redis: Redis): Writable {
  return (redis as unknown as { stream: Writable }).stream
}

function rowOf ({ id }: Job): string {
  return id!.startsWith(ONCE_MORE) ? id!.slice(ONCE_MORE.length) : id!
}
