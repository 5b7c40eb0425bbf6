/** Why a webhook was not taken, in words. */
import type { components } from '../../../openapi/hub.d.ts'

const MESSAGES: Record<string, string> = {
  timeout: '平台未在时限内答复',
  connection: '无法连接平台或连接中断',
  'address-refused': '平台地址指向不允许访问的网络',
  'http-410': '平台答复推送地址已不存在（410）'
}

export function webhookFailure (code: string): components['schemas']['WebhookFailure'] {
  return { code, message: MESSAGES[code] ?? `平台答复 ${code.replace('http-', 'HTTP ')}` }
}
