/** The words that commander brings along, in Chinese. */
import type { Command } from 'commander'
import type { Surroundings } from './shell.ts'

const TITLES: Record<string, string> = { 'Usage:': '用法：', 'Arguments:': '参数：', 'Options:': '选项：', 'Global Options:': '通用选项：', 'Commands:': '命令：' }

const ERRORS: Array<[english: RegExp, chinese: string]> = [
  [/^error: unknown option '([^']*)'/, '没有这个选项：$1'],
  [/^error: unknown command '([^']*)'/, '没有这个命令：$1'],
  [/^error: required option '([^']*)' not specified/, '缺少选项：$1'],
  [/^error: missing required argument '([^']*)'/, '缺少参数：$1'],
  [/^error: option '([^']*)' argument missing/, '选项缺少内容：$1'],
  [/^error: option '([^']*)' argument '[^']*' is invalid\. (.*)/, '选项内容有误：$1：$2'],
  [/^error: too many arguments[^]*/, '参数过多'],
  [/^\(Did you mean (.*)\?\)/m, '（是否想用 $1？）']
]

/** Also of all commands below; an error or a help text ends a command by a CommanderError. */
export function inChinese (command: Command, surroundings: Pick<Surroundings, 'print' | 'warn'>): void {
  command
    .helpOption('-h, --help', '显示用法')
    .configureHelp({ styleTitle: title => TITLES[title] ?? title, showGlobalOptions: true })
    .configureOutput({
      writeOut: text => { surroundings.print(text.trimEnd()) },
      writeErr: text => { surroundings.warn(text.trimEnd()) },
      outputError: (words, write) => { write(ERRORS.reduce((text, [english, chinese]) => text.replace(english, chinese), words)) }
    })
    .exitOverride()
  if (command.commands.length > 0) command.helpCommand('help [command]', '显示命令的用法')
  for (const child of command.commands) inChinese(child, surroundings)
}
