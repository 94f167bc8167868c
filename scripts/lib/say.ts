/** Tells on standard error: standard output belongs to results. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** A step that failed: what happened, and what to do next. Shown without a stack. */
export class StepFailed extends Error {}

/** Runs a script; a failed step ends it with its sentence and status 1. */
export async function main(run: () => Promise<number | undefined>): Promise<void> {
  try {
    process.exitCode = (await run()) ?? 0;
  } catch (error) {
    say(error instanceof StepFailed ? error.message : String((error as Error).stack ?? error));
    process.exitCode = 1;
  }
}
