/**
 * Programs that tests need beside Node: installed when one is missing and this is Debian as root; anywhere else it is
 * said what to install.
 */
import { execFileSync, spawnSync } from 'node:child_process'

export interface Wanted {
  program: string
  /** What it is asked when it is there; `--version` unless given. */
  flag?: string
  packages: readonly string[]
  /** What to do where there is no apt. */
  elsewhere: string
}

/** Throws when it is missing and cannot be installed from here. */
export function ensureInstalled ({ program, flag, packages, elsewhere }: Wanted): void {
  if (isInstalled(program, flag)) return
  if (process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0) {
    console.error(`installing ${packages.join(', ')}`)
    execFileSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 'ignore', 'inherit'] })
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
      stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    })
  }
  if (!isInstalled(program, flag)) {
    throw new Error(`${program} is needed: install it (Debian: apt-get install ${packages.join(' ')}; ` +
      `${elsewhere}) and run this again.`)
  }
}

export function isInstalled (program: string, flag = '--version'): boolean {
  return spawnSync(program, [flag]).status === 0
}
