import { parentPort, workerData } from 'node:worker_threads';
import { type BookTask, runBookTask } from './book-tasks.ts';

/** The thread's own entry: one task, one verdict. What it throws reaches the other side. */
parentPort?.postMessage(runBookTask(workerData as BookTask));
