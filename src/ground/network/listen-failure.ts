/** Why a server could not take the address that it was told to listen at, for whoever chooses another. */
import { once } from 'node:events'
import { createServer } from 'node:net'

const WORDS: Record<string, string> = {
  EADDRINUSE: '已被占用',
  EACCES: '当前账户无权使用',
  EADDRNOTAVAIL: '不是本机的地址',
  ENOTFOUND: '找不到这个主机'
}

/** Words to go behind the address; nothing where the error has another cause. */
export function listenFailure (error: unknown): string | undefined {
  const { code, syscall } = error as NodeJS.ErrnoException
  // Who connects somewhere fails by the same codes.
  return syscall === 'listen' || syscall === 'getaddrinfo' ? WORDS[code ?? ''] : undefined
}

/**
 * Keeps an address for whoever is to listen there, until it is let go; whoever calls meanwhile is hung up on. Throws as
 * a server does that listens there.
 */
export async function keepAddress (host: string, port: number): Promise<() => Promise<void>> {
  const server = createServer(socket => socket.destroy()).listen(port, host)
  await once(server, 'listening')
  return async () => {
    server.close()
    await once(server, 'close')
  }
}
