import { parentPort, workerData } from 'node:worker_threads';
import { type DatabaseTask, runDatabaseTask } from './database-tasks.ts';

/** The thread's own entry: one task, one verdict. What it throws reaches the other side. */
parentPort?.postMessage(runDatabaseTask(workerData as DatabaseTask));
