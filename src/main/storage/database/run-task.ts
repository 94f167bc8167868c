import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { DatabaseTask, TaskResult } from './database-tasks.ts';

/**
 * Runs a task in a thread of its own: checking or copying a database of 100,000 calls takes most of
 * a second, and a dial must not wait for that. Rejects with what the task threw; `code` is
 * SQLite's.
 *
 * Resolves when the thread has ended, not when it posts its result: V8 may abort the process if one
 * thread releases its WebAssembly (Node reads modules with it) while the next compiles the same
 * (nodejs/node#64500).
 */
export function runInThread<Task extends DatabaseTask>(task: Task): Promise<TaskResult<Task>> {
  // The worker is beside this file, both as source and as a bundle.
  const script = new URL(`./database-worker${extname(import.meta.url)}`, import.meta.url);
  return new Promise((resolve, reject) => {
    let result: TaskResult<Task> | undefined;
    new Worker(script, { workerData: task })
      .once('message', (message: TaskResult<Task>) => {
        result = message;
      })
      .once('error', reject)
      .once('exit', (code) => {
        if (result !== undefined) resolve(result);
        else reject(new Error(`the database's thread ended with ${code}`));
      });
  });
}
