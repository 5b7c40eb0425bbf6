/**
 * Runs before all tests: a PostgreSQL server and a Redis server of the tests' own, on loopback, with nothing kept; a
 * browser has to be there.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { ensureRedis, startRedis } from '../../../kit/redis-server.ts'
import { eraseEmbedded, startEmbedded } from '../../../src/ground/database/embedded.ts'
import { ensureChromium } from '../browser.ts'
import { FOLDER, SERVERS_FILE, type Servers } from './servers.ts'

eraseEmbedded(FOLDER)
mkdirSync(FOLDER, { recursive: true })
ensureRedis()
ensureChromium()
const database = await startEmbedded(FOLDER, ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'])
const redis = await startRedis(`${FOLDER}/redis.log`)
writeFileSync(SERVERS_FILE, JSON.stringify({ databaseUrl: database.url, redisUrl: redis.url, redisPid: redis.pid } satisfies Servers))
