/**
 * Looks for marked values in whatever the hub leaves behind: in every way a text can be written down, in every column of the database
 * and every key of Redis.
 */
import iconv from 'iconv-lite'
import { Redis } from 'ioredis'
import type { Pool } from '../../src/ground/database/pool.ts'

/** Something that was left behind, and where. */
export interface Trace { place: string, content: Buffer }

/** The bytes that a value may be found as. */
export function writtenAs (value: string): Array<{ how: string, bytes: Buffer }> {
  const utf8 = Buffer.from(value)
  const texts: Record<string, string> = {
    hex: utf8.toString('hex'),
    'upper-case hex': utf8.toString('hex').toUpperCase(),
    'percent-encoding': encodeURIComponent(value),
    'lower-case percent-encoding': encodeURIComponent(value).replaceAll(/%[0-9A-F]{2}/g, escape => escape.toLowerCase()),
    'JSON escapes': [...value].map(character => character > '\x7f' ? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}` : character).join(''),
    'character references': [...value].map(character => character > '\x7f' ? `&#${character.codePointAt(0)};` : character).join(''),
    'hexadecimal character references': [...value].map(character => character > '\x7f' ? `&#x${character.codePointAt(0)!.toString(16)};` : character).join(''),
    ...Object.fromEntries([0, 1, 2].map(offset => [`base64 at ${offset}`, base64At(utf8, offset)])),
    ...Object.fromEntries([0, 1, 2].map(offset => [`base64url at ${offset}`, base64At(utf8, offset).replaceAll('+', '-').replaceAll('/', '_')]))
  }
  return [
    { how: 'UTF-8', bytes: utf8 },
    { how: 'GBK', bytes: iconv.encode(value, 'gbk') },
    { how: 'UTF-16', bytes: Buffer.from(value, 'utf16le') },
    { how: 'hex of GBK', bytes: Buffer.from(iconv.encode(value, 'gbk').toString('hex')) },
    ...Object.entries(texts).map(([how, text]) => ({ how, bytes: Buffer.from(text) }))
  ]
}

/** What of a base64 text is sure, whatever stands before and after the value. */
function base64At (bytes: Buffer, offset: number): string {
  const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64')
  return text.slice(Math.ceil(offset * 8 / 6), Math.floor((offset + bytes.length) * 8 / 6))
}

/** Where a value was left, and how it was written there. */
export function foundIn (traces: Trace[], value: string): string[] {
  const forms = writtenAs(value)
  return [...new Set(traces.flatMap(({ place, content }) => forms.filter(({ bytes }) => content.includes(bytes)).map(({ how }) => `${place} as ${how}`)))]
}

/** Every value of every column of every table, those of the queues among them. */
export async function databaseTraces (pool: Pool): Promise<Trace[]> {
  const { rows: tables } = await pool.query<{ schema: string, name: string }>(`
    select schemaname as schema, tablename as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`)
  const traces: Trace[] = []
  for (const { schema, name } of tables) {
    const { rows } = await pool.query<Record<string, unknown>>(`select * from "${schema}"."${name}"`)
    for (const row of rows) {
      for (const [column, value] of Object.entries(row)) {
        if (value !== null) traces.push({ place: `${schema}.${name}.${column}`, content: Buffer.isBuffer(value) ? value : Buffer.from(typeof value === 'object' ? JSON.stringify(value) : String(value)) })
      }
    }
  }
  return traces
}

/** Every key of a Redis database with what it holds. */
export async function redisTraces (url: string): Promise<Trace[]> {
  const redis = new Redis(url)
  try {
    const keys = await redis.keys('*')
    return await Promise.all(keys.map(async key => ({ place: `redis ${key.replaceAll(/[0-9a-f-]{36}/g, '…')}`, content: Buffer.from(JSON.stringify([key, await heldAt(redis, key)])) })))
  } finally {
    await redis.quit()
  }
}

/** Read by its type: what DUMP gives is compressed. */
async function heldAt (redis: Redis, key: string): Promise<unknown> {
  const type = await redis.type(key)
  switch (type) {
    case 'none': return undefined
    case 'string': return await redis.get(key)
    case 'hash': return await redis.hgetall(key)
    case 'list': return await redis.lrange(key, 0, -1)
    case 'set': return await redis.smembers(key)
    case 'zset': return await redis.zrange(key, '0', '-1')
    case 'stream': return await redis.xrange(key, '-', '+')
    default: throw new Error(`${key} is a ${type}`)
  }
}
