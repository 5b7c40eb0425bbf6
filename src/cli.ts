#!/usr/bin/env node
/** The command line as a program: `npx lianban …`, `npm run cli -- …`. What it can do is in src/doors/cli/. */
import { runCommand } from './doors/cli/run-command.ts'

// Who reads the output may stop reading, as `head` does.
process.stdout.on('error', error => {
  if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error
})

process.exitCode = await runCommand(process.argv.slice(2), {
  variables: process.env,
  now: () => new Date(),
  random: Math.random,
  print: line => { console.log(line) },
  warn: line => { console.error(line) }
})
