import { say } from './child.ts';

// Everything that a start costs beyond Node's own is after this line.
const enteredAt = performance.now();
const { work } = await import('./crash-work.ts');
await work((milestone) => say({ milestone, ms: performance.now() - enteredAt }));
