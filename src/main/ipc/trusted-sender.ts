/** Where our own pages come from. */
export const appOrigin = 'app://handset';

/** What is checked of the frame that sent a message. */
export interface SenderFrame {
  readonly origin: string;
  /** Null for a main frame. */
  readonly parent: object | null;
}

/**
 * Whether a message comes from the main frame of a window of ours showing a page of ours; nothing
 * else may ask main for anything.
 */
export function isTrustedSender(windowIsOurs: boolean, frame: SenderFrame | null): boolean {
  return windowIsOurs && frame !== null && frame.parent === null && frame.origin === appOrigin;
}
