import type { Database } from 'better-sqlite3';
import type { Translate } from '../shell/translate.ts';
import { createTray } from '../shell/tray.ts';
import type { TrayAction } from '../shell/tray-model.ts';
import { listRecentNumbers } from '../storage/call-pages.ts';
import { listCurrent } from '../storage/wrap-up-table.ts';

export interface TrayParts {
  db: Database;
  icons: string;
  t: Translate;
  isPractice: () => boolean;
  open: (callId: string | null) => void;
  dialClipboard: () => void;
  /** Dials as the hotkey does. */
  offer: (number: string) => void;
  /** The account was changed while the menu stood open: nothing is dialled. */
  refuse: () => void;
  quit: () => void;
}

/** The tray as the book has it: of the history that is open, and of no other. */
export function composeTray({ db, icons, t, isPractice, ...does }: TrayParts) {
  const tray = createTray({ icons, t, run });

  function run(action: TrayAction): void {
    if (action.do === 'open') does.open(action.callId);
    else if (action.do === 'dialClipboard') does.dialClipboard();
    else if (action.do === 'quit') does.quit();
    else if (action.practice === isPractice()) does.offer(action.number);
    else does.refuse();
  }

  return {
    render(): void {
      const practice = isPractice();
      const [newest] = listCurrent(db, practice);
      tray.set({ call: newest ?? null, recent: listRecentNumbers(db, practice, 5), practice });
    },
    dispose: () => tray.dispose(),
  };
}
