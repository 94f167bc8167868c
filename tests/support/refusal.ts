import { AppFailure, type ErrorCode } from '../../src/shared/domain/app-error.ts';

/** The code that a command was refused with; null: it was not. Any other failure is thrown on. */
export async function refusalOf(work: Promise<unknown>): Promise<ErrorCode | null> {
  try {
    await work;
    return null;
  } catch (error) {
    if (!(error instanceof AppFailure)) throw error;
    return error.code;
  }
}
