/** Builds the console (`npm run build`): the files of `dist/`, which the hub serves. */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import vue from '@vitejs/plugin-vue'
import { build } from 'vite'
import { contractWords } from './contract/contract-words.ts'

/** Beside each file one that is sent to browsers which take it: a quarter of the bytes. */
async function compress (): Promise<void> {
  const folder = `${import.meta.dirname}/dist/assets`
  for (const name of await readdir(folder)) {
    const path = `${folder}/${name}`
    await writeFile(`${path}.gz`, gzipSync(await readFile(path), { level: 9 }))
  }
}

await build({
  configFile: false,
  root: import.meta.dirname,
  base: '/console/',
  plugins: [vue(), contractWords()],
  // 360 and the browsers of domestic systems (信创) run old kernels.
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'chrome87',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1000,
    // On a slow machine every part of it is slow.
    rolldownOptions: { checks: { pluginTimings: false } }
  },
  logLevel: 'warn'
})
await compress()
