import { parentPort, workerData } from 'node:worker_threads';
import { type DatabaseTask, runDatabaseTask } from './database-tasks.ts';

/**
 * The thread's entry: runs one task and posts its result. Whatever it throws reaches the other
 * side.
 */
parentPort?.postMessage(runDatabaseTask(workerData as DatabaseTask));
