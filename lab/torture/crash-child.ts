import { say } from './child.ts';

// Everything a start costs beyond Node's own comes after this line.
const enteredAt = performance.now();
const { work } = await import('./crash-work.ts');
await work((milestone) => say({ milestone, ms: performance.now() - enteredAt }));
