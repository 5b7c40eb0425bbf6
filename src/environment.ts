/** What a program is told by its environment; nothing else reads it. */
import { z } from 'zod'
import type { TraceSettings } from './ground/observe/export-traces.ts'
import { checked } from './ground/settings/checked.ts'
import { WrongSettings } from './ground/settings/wrong-settings.ts'

const environment = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  LIANBAN_SETTINGS: z.string().min(1).optional(),
  LIANBAN_DATA: z.string().min(1).default('./data'),
  LIANBAN_ROLE: z.enum(['api', 'worker', 'all']).default('all'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  OTEL_SERVICE_NAME: z.string().min(1).default('lianban')
})

/** What a process does: answer requests, deliver and sweep, or both. Any number of each share one database. */
export type Role = 'api' | 'worker' | 'all'

export interface Environment {
  /** PostgreSQL to use; without it one is embedded under `dataFolder`. */
  databaseUrl?: string
  /** Redis for the queues; without it the rows in PostgreSQL are looked through. */
  redisUrl?: string
  settingsFile?: string
  dataFolder: string
  role: Role
  host: string
  port: number
  logLevel: string
  /** Where traces go; without it there are none. */
  traces?: TraceSettings
}

export function readEnvironment (variables: NodeJS.ProcessEnv): Environment {
  const filled = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''))
  const read = checked(environment, filled, '环境变量')
  // An embedded server ends with the process that started it, which would take it away from the others.
  if (read.LIANBAN_ROLE !== 'all' && !read.DATABASE_URL) {
    throw new WrongSettings(
      `环境变量：DATABASE_URL：LIANBAN_ROLE 为 ${read.LIANBAN_ROLE} 时必须设置，各进程共用一个数据库`)
  }
  const endpoint = read.OTEL_EXPORTER_OTLP_ENDPOINT
  return {
    ...read.DATABASE_URL && { databaseUrl: read.DATABASE_URL },
    ...read.REDIS_URL && { redisUrl: read.REDIS_URL },
    ...read.LIANBAN_SETTINGS && { settingsFile: read.LIANBAN_SETTINGS },
    dataFolder: read.LIANBAN_DATA,
    role: read.LIANBAN_ROLE,
    host: read.HOST,
    port: read.PORT,
    logLevel: read.LOG_LEVEL,
    ...endpoint && { traces: { endpoint, serviceName: read.OTEL_SERVICE_NAME } }
  }
}
