import { Search, X } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react';
import { acceleratorLabel } from '../../../shared/domain/accelerator.ts';
import type { Screen } from '../route.ts';
import { useAccount } from '../stores/account-store.ts';
import { type CallListStore, historyList, recordingsList } from '../stores/call-list-store.ts';
import { contactActions, useContacts } from '../stores/contacts-store.ts';
import { goTo, useNavigation } from '../stores/navigation-store.ts';
import { useShell } from '../stores/shell-store.ts';
import { bothFit } from '../ui/both-fit.ts';
import { IconButton } from '../ui/button.tsx';
import { focusFound, foundListIsThere } from '../ui/found-list.ts';
import { Kbd } from '../ui/kbd.tsx';
import { useI18n } from '../ui/use-i18n.ts';
import './search-box.css';

/** What a search box searches. */
interface Searched {
  /** The screen that shows the matches. */
  screen: Screen;
  text: string;
  search: (text: string) => void;
  settled: () => Promise<void>;
  selectFirst: () => void;
}

/** One box: it searches what the screen shows, and from every other screen the history. */
export function SearchBox() {
  const { t } = useI18n();
  const input = useRef<HTMLInputElement>(null);
  const here = useNavigation();
  const platform = useShell(({ status }) => status.platform);
  const searched = useSearched(here.screen);
  const { screen, text, search } = searched;
  const { early, follow } = useFirstFind(input, searched);
  const inContacts = screen === 'contacts';
  useOwnList();

  useSearchKey(input);

  function change(value: string): void {
    // Also if the details cover the list: the matches should be visible.
    if (here.screen !== screen || (here.detail !== null && !bothFit())) goTo(screen);
    search(value);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    if (early.current) {
      event.preventDefault();
      early.current.push(event.key);
      return;
    }
    if (event.key === 'Escape' && text !== '') change('');
    if (event.key === 'Enter' || event.key === 'ArrowDown') {
      event.preventDefault();
      void follow();
    }
  }

  return (
    <search className="search">
      <Search size={18} aria-hidden="true" />
      <input
        ref={input}
        type="search"
        className="search-input"
        aria-label={t(inContacts ? 'contacts.search' : 'frame.search')}
        aria-keyshortcuts="Control+K Meta+K"
        placeholder={t(inContacts ? 'contacts.search' : 'frame.searchPlaceholder')}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={text}
        onChange={({ target }) => change(target.value)}
        onKeyDown={onKeyDown}
      />
      <span className="search-end">
        {text ? (
          <IconButton
            label={t('frame.clearSearch')}
            icon={<X size={16} />}
            onClick={() => change('')}
          />
        ) : (
          <Kbd>{acceleratorLabel('CommandOrControl+K', platform).replace('+', ' ')}</Kbd>
        )}
      </span>
    </search>
  );
}

/** Ctrl or Cmd+K focuses it from anywhere. */
function useSearchKey(input: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    function onKeyDown(event: globalThis.KeyboardEvent): void {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k') return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [input]);
}

/** Moves from the box to the first match. */
function useFirstFind(
  input: RefObject<HTMLInputElement | null>,
  { screen, settled, selectFirst }: Searched,
) {
  /** Keys pressed after Enter but before the matches arrived: they are meant for the matches. */
  const early = useRef<string[] | null>(null);

  /**
   * Moves to the first match once the list shows the latest search. Until then the focus stays
   * here: a row of the previous list is another person's, and takes the focus with it when it goes.
   */
  async function follow(): Promise<void> {
    // Nothing was searched: there is nowhere to go, and no list to wait for.
    if (useNavigation.getState().screen !== screen) return;
    const keys: string[] = [];
    early.current = keys;
    await foundListIsThere();
    await settled();
    selectFirst();
    await nextPaint();
    early.current = null;
    if (document.activeElement !== input.current) return;
    focusFound();
    for (const key of keys) pressOnFocus(key);
  }

  return { early, follow };
}

/** Resolves after the next paint, when the rows exist. */
function nextPaint(): Promise<void> {
  return new Promise((resolve) => window.requestAnimationFrame(() => resolve()));
}

function pressOnFocus(key: string): void {
  const press = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
  document.activeElement?.dispatchEvent(press);
}

/** The search text is shown where its matches are; anywhere else a new search begins. */
function useSearched(screen: Screen): Searched {
  const historyText = historyList.useCallList(({ filter }) => filter.text);
  const recordingsText = recordingsList.useCallList(({ filter }) => filter.text);
  const contactsText = useContacts((state) => state.text);
  if (screen === 'contacts') {
    return {
      screen,
      text: contactsText,
      search: (text) => void contactActions.search(text),
      settled: contactActions.settled,
      selectFirst: () => contactActions.activate(0),
    };
  }
  if (screen === 'recordings') return inCallList(recordingsList, screen, recordingsText);
  return inCallList(historyList, 'history', screen === 'history' ? historyText : '');
}

function inCallList(list: CallListStore, screen: Screen, text: string): Searched {
  return {
    screen,
    text,
    search: (next) => void list.setFilter({ text: next }),
    settled: () => list.settled(),
    selectFirst: () => list.selectFirst(),
  };
}

/** Both lists show the calls of the account in use until the agent switches to the others. */
function useOwnList(): void {
  const practice = useAccount(({ view }) => view.mode === 'practice');
  useEffect(() => {
    for (const list of [historyList, recordingsList]) list.setOwn(practice);
  }, [practice]);
}
