/** `lianban register`: tells an enterprise where to call back, once per environment, where its interface asks for that. */
import { Command } from 'commander'
import type { Slug } from '../../enterprises/profiles.ts'
import { WrongUsage, type Shell } from './shell.ts'

export function registerCommand (shell: Shell): Command {
  return new Command('register').description('向企业登记回调地址（仅接口要求登记的企业）')
    .argument('<enterprise>', '企业标识').argument('<url>', '回调地址，例如 https://hub.example/v1/callbacks/anguang')
    .action(async (slug: string, callbackUrl: string) => {
      await shell.withHub(async hub => {
        const enterprise = hub.enterprises.get(slug as Slug)
        if (!enterprise?.adapter.register) throw new WrongUsage(`${slug}：未接入，或其接口不需要登记回调地址`)
        const id = await enterprise.adapter.register(callbackUrl)
        shell.show({ enterprise: slug, id }, `${enterprise.name}：已登记，编号 ${id}`)
      })
    })
}
