/** A utility process: the module that it was started for finds the `process.parentPort` it has in Electron. */
import { EventEmitter } from 'node:events';
import { pathToFileURL } from 'node:url';

const port = Object.assign(new EventEmitter(), {
  postMessage: (message: unknown) => void process.send?.(message),
});
Object.assign(process, { parentPort: port });
await import(pathToFileURL(process.argv[2] ?? '').href);
process.on('message', (data) => port.emit('message', { data, ports: [] }));
process.on('disconnect', () => process.exit());
