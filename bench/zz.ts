import { openStage } from './stage.ts'
import { openSite } from './site.ts'
import { applications } from '../kit/applications.ts'
import { readFileSync } from 'node:fs'
const stat = () => readFileSync('/proc/stat', 'utf8').split('\n')[0]!.split(/\s+/).slice(1).map(Number)
import { setTimeout as sleep } from 'node:timers/promises'
import { execFileSync, spawn } from 'node:child_process'
const stage = await openStage({ folder: '/tmp/zzstage', rounds: 1, profiling: false })
const site = await openSite(stage, 'postgresql')
if (process.env.SQL) for (const q of process.env.SQL.split(';')) await site.hub.pool.query(q)
if (process.env.NOFK) { const { rows } = await site.hub.pool.query("select conrelid::regclass::text t, conname n from pg_constraint where contype='f'"); for (const r of rows as any[]) await site.hub.pool.query(`alter table ${r.t} drop constraint ${r.n}`) }
if (process.env.NOIX) { const { rows } = await site.hub.pool.query("select indexrelid::regclass::text n from pg_index where not indisunique and indrelid in (select oid from pg_class where relname in ('clocks','intents','notifications','transitions','orders','search_hashes','applications','idempotency_keys'))"); for (const r of rows as any[]) await site.hub.pool.query(`drop index ${r.n}`) }
if (process.env.ANS) { await site.hub.pool.query("alter table idempotency_keys alter column answer_sealed set storage external") }
const { form } = applications[0]!
const N = Number(process.argv[2] ?? 3000)
const load = (amount: number) => stage.outside.load({ url: site.url, connections: 32, requests: [{ path: '/v1/applications', headers: site.headers, body: JSON.stringify(form) }], amount, expected: 202 })
await load(1500); await site.hub.pool.query('vacuum analyze')
const { rows: act } = await site.hub.pool.query('select pid from pg_stat_activity')
console.log('pids', process.pid, act.map((r: any) => r.pid).join(','))
const perf = process.argv[3] ? spawn('perf', ['record', '-a', '-o', '/tmp/zz.perf', '-F', '299', '--call-graph', 'dwarf,16384', '-e', 'cpu-clock'], { stdio: 'ignore' }) : undefined
await sleep(500)
const c0 = process.cpuUsage()
const s0 = stat(); const end = await stage.meter.begin()
const begun = performance.now()
const r = await load(N)
const s = (performance.now() - begun) / 1000
const spent = await end(); const c = process.cpuUsage(c0)
const d = stat().map((x, i) => x - s0[i]!); const all = d.slice(0, 8).reduce((a, b) => a + b, 0); console.log('idle', (d[3]! / all).toFixed(3), 'iowait', (d[4]! / all).toFixed(3), 'steal', (d[7]! / all).toFixed(3), 'total ms', (all * 10 / N).toFixed(2)); console.log('pg ms', spent.databaseCpu! / N, 'stmts', spent.statements / N)
console.log(N / s, 'per s', 'hub ms', (c.user + c.system) / 1000 / N, JSON.stringify(r).slice(0, 200))
if (perf) { perf.kill('SIGINT'); await new Promise(r => perf.on('exit', r)) }
await site.alarmsSet()
const { rows } = await site.hub.pool.query(`select c.relname, (select count(*) from pg_index where indrelid = c.oid) idx, (select count(*) from pg_constraint where conrelid=c.oid and contype='f') fk, (select count(*) from pg_constraint where conrelid=c.oid and contype='c') ck, (select count(*) from pg_trigger where tgrelid=c.oid and not tgisinternal) trg, s.n_tup_ins ins, s.n_tup_upd upd, pg_total_relation_size(c.oid) size from pg_class c join pg_stat_user_tables s on s.relid=c.oid where s.n_tup_ins > 100 order by 6 desc`)
for (const x of rows as any[]) console.log(x.relname, 'idx', x.idx, 'fk', x.fk, 'ck', x.ck, 'trg', x.trg, 'ins/app', (x.ins / (N + 1500)).toFixed(2), 'upd', (x.upd / (N + 1500)).toFixed(2), 'bytes/app', Math.round(x.size / (N + 1500)))
const { rows: ix } = await site.hub.pool.query(`select i.relname t, i.indexrelname n, pg_relation_size(i.indexrelid) s, pg_get_indexdef(i.indexrelid) d from pg_stat_user_indexes i join pg_stat_user_tables s on s.relid=i.relid where s.n_tup_ins > 100 order by 1, 3 desc`)
for (const x of ix as any[]) console.log(Math.round(x.s / (N + 1500)), x.d.replace(/CREATE (UNIQUE )?INDEX/, '$1').slice(0, 190))
await site.close(); await stage.close()
