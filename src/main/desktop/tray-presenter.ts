import type { Database } from 'better-sqlite3';
import type { Call } from '../../shared/domain/call.ts';
import { recentWith } from '../../shared/domain/recent-numbers.ts';
import type { Translate } from '../i18n/translate.ts';
import { listRecentNumbers } from '../storage/tables/call-history.ts';
import { listCurrent } from '../storage/tables/wrap-ups.ts';
import { createTray } from './tray.ts';
import { recentShown, type TrayAction } from './tray-model.ts';

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

/** The tray as the database has it: of the history that is open, and of no other. */
export function composeTray({ db, icons, t, isPractice, ...does }: TrayParts) {
  const tray = createTray({ icons, t, run });

  function run(action: TrayAction): void {
    if (action.do === 'open') does.open(action.callId);
    else if (action.do === 'dialClipboard') does.dialClipboard();
    else if (action.do === 'quit') does.quit();
    else if (action.practice === isPractice()) does.offer(action.number);
    else does.refuse();
  }

  let recent: Call[] = [];

  function show(): void {
    const practice = isPractice();
    const [newest] = listCurrent(db, practice, 1);
    tray.set({ call: newest ?? null, recent, practice });
  }

  function render(): void {
    recent = listRecentNumbers(db, isPractice(), recentShown);
    show();
  }

  return {
    render,
    /** News of one call: of another history's, nothing is shown. */
    hear(call: Call): void {
      if (call.practice !== isPractice()) return;
      const next = recentWith(recent, call, recentShown);
      if (next === null) {
        render();
      } else {
        recent = next;
        show();
      }
    },
    dispose: () => tray.dispose(),
  };
}
