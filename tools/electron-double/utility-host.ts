/** A utility process: the module it was started for finds `process.parentPort` as in Electron. */
import { EventEmitter } from 'node:events';
import { pathToFileURL } from 'node:url';

const port = Object.assign(new EventEmitter(), {
  postMessage: (message: unknown) => void process.send?.(message),
});
Object.assign(process, { parentPort: port });
await import(pathToFileURL(process.argv[2] ?? '').href);
process.on('message', (data) => port.emit('message', { data, ports: [] }));
process.on('disconnect', () => process.exit());
