import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Agent as Connections, WebSocket } from 'undici';
import { readOrders, say } from '../torture/child.ts';

/**
 * What a process is told, beside the orders of the one that it becomes: one desktop, or one bare
 * client. Told so by SIGUSR2, it says what that weighs.
 */
export interface MemoryOrders {
  kind: 'desktop' | 'bare';
  /** The broker's address for desktops: what the app has anyway is loaded before the first weighing. */
  warmUp: string;
  ca: string;
}

const { kind, warmUp, ca } = readOrders<MemoryOrders>();
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

await import('../../src/main/storage/database/connection.ts');
await import('../../src/main/floor/floor-service.ts');
await new Promise<void>((resolve) => {
  const dispatcher = new Connections({ allowH2: false, connect: { ca } });
  const socket = new WebSocket(warmUp, { protocols: ['mqtt'], dispatcher });
  socket.addEventListener('error', () => resolve());
  socket.addEventListener('open', () => socket.close());
  socket.addEventListener('close', () => resolve());
});
const before = weigh();
await import(kind === 'desktop' ? './desktop-child.ts' : './bare-child.ts');
process.on('SIGUSR2', () => say({ megabytes: weigh() - before }));

/** What is in use, in megabytes: the pages that a process has say more of its garbage than of this. */
function weigh(): number {
  for (let round = 0; round < 3; round += 1) collect();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 2 ** 20;
}
