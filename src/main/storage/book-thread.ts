import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { BookAnswer, BookTask } from './book-tasks.ts';

/**
 * Runs a task in a thread of its own: checking or copying a book of 100,000 calls takes most of a
 * second, and a dial must not wait for it. Rejects with what the task threw; `code` is SQLite's.
 */
export function inBookThread<Task extends BookTask>(task: Task): Promise<BookAnswer<Task>> {
  // The worker lies beside this file, as a source and as a bundle alike.
  const script = new URL(`./book-worker${extname(import.meta.url)}`, import.meta.url);
  return new Promise((resolve, reject) => {
    new Worker(script, { workerData: task })
      .once('message', resolve)
      .once('error', reject)
      .once('exit', (code) => reject(new Error(`the book's thread ended with ${code}`)));
  });
}
