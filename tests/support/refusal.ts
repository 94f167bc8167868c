import { AppFailure, type ErrorCode } from '../../src/shared/domain/app-error.ts';

/**
 * Returns the code a command was refused with; null if it was not. Any other failure is rethrown.
 */
export async function refusalOf(work: Promise<unknown>): Promise<ErrorCode | null> {
  try {
    await work;
    return null;
  } catch (error) {
    if (!(error instanceof AppFailure)) throw error;
    return error.code;
  }
}
