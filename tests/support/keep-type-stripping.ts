import { stripTypeScriptTypes } from 'node:module';

/**
 * Threads of the tests read TypeScript, which Node strips by a WebAssembly module. V8 may abort the
 * process when one thread releases that module while the next compiles it (nodejs/node#64500). The
 * main thread holds on to it from here on, so no thread's end releases it. The product's threads read
 * JavaScript.
 */
stripTypeScriptTypes('const held: number = 1;');
