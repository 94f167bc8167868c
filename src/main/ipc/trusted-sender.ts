/** Where our own pages come from. */
export const appOrigin = 'app://handset';

/** What is asked of the frame that sent a message. */
export interface SenderFrame {
  readonly origin: string;
  /** Null for a main frame. */
  readonly parent: object | null;
}

/** Only the main frame of a window of ours, showing a page of ours, may ask main for anything. */
export function isTrustedSender(windowIsOurs: boolean, frame: SenderFrame | null): boolean {
  return windowIsOurs && frame !== null && frame.parent === null && frame.origin === appOrigin;
}
