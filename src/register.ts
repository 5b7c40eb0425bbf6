/**
 * Tells an enterprise where to call back, once per environment, where its interface asks for that (`npm run register --
 * anguang https://hub.example/v1/callbacks/anguang`).
 */
import { readEnvironment, readSettings, WrongSettings } from './config.ts'
import { connectEnterprises } from './connect.ts'
import { migrate } from './database/migrate.ts'
import { openPool } from './database/pool.ts'
import { databaseServer } from './database/server.ts'
import type { Slug } from './enterprises.ts'

async function register (slug: string | undefined, callbackUrl: string | undefined): Promise<void> {
  if (!slug || !callbackUrl) throw new WrongSettings('用法：npm run register -- <企业标识> <回调地址>')
  const environment = readEnvironment(process.env)
  if (!environment.settingsFile) throw new WrongSettings('环境变量：LIANBAN_SETTINGS：未指定设置文件')
  const settings = readSettings(environment.settingsFile, process.env)
  const database = await databaseServer(environment)
  await migrate(database.url)
  const pool = openPool(database.url, error => { console.error(error.message) })
  const enterprises = connectEnterprises(settings, pool, () => new Date())
  try {
    const enterprise = enterprises.get(slug as Slug)
    if (!enterprise?.adapter.register) throw new WrongSettings(`${slug}：未接入，或其接口不需要登记回调地址`)
    console.log(`${enterprise.name}：已登记，编号 ${await enterprise.adapter.register(callbackUrl)}`)
  } finally {
    await Promise.all([...enterprises.values()].map(({ adapter }) => adapter.close()))
    await pool.end()
    await database.stop()
  }
}

try {
  await register(process.argv[2], process.argv[3])
} catch (error) {
  console.error(error instanceof WrongSettings ? error.message : error)
  process.exitCode = 1
}
