import { Search, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { acceleratorLabel } from '../../shared/domain/accelerator.ts';
import { useAccount } from './stores/account-store.ts';
import { historyBook, recordingsBook } from './stores/book-store.ts';
import { goTo, useNavigation } from './stores/navigation-store.ts';
import { useShell } from './stores/shell-store.ts';
import { Kbd } from './ui/bits.tsx';
import { IconButton } from './ui/button.tsx';
import { useWords } from './ui/use-words.ts';

/** Typing here searches the history, or the recordings where those are shown. */
export function SearchBox() {
  const { t } = useWords();
  const input = useRef<HTMLInputElement>(null);
  const screen = useNavigation((state) => state.screen);
  const platform = useShell(({ status }) => status.platform);
  const book = screen === 'recordings' ? recordingsBook : historyBook;
  const searched = screen === 'history' || screen === 'recordings';
  const filterText = book.useBook(({ filter }) => filter.text);
  // What was searched stands where its finds stand; anywhere else a new search begins.
  const text = searched ? filterText : '';
  useOwnBook();

  useEffect(() => {
    function onKeyDown(event: globalThis.KeyboardEvent): void {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k') return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);

  function search(value: string): void {
    if (!searched) goTo('history');
    void book.setFilter({ text: value });
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape' && text !== '') search('');
    // On to what was found.
    if (event.key === 'Enter' || event.key === 'ArrowDown') {
      event.preventDefault();
      document.querySelector<HTMLElement>('[role="listbox"]')?.focus();
    }
  }

  return (
    <search className="search">
      <Search size={18} aria-hidden="true" />
      <input
        ref={input}
        type="search"
        className="search-input"
        aria-label={t('frame.search')}
        aria-keyshortcuts="Control+K Meta+K"
        placeholder={t('frame.searchPlaceholder')}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={text}
        onChange={({ target }) => search(target.value)}
        onKeyDown={onKeyDown}
      />
      {text ? (
        <IconButton
          label={t('frame.clearSearch')}
          icon={<X size={16} />}
          onClick={() => search('')}
        />
      ) : (
        <Kbd>{acceleratorLabel('CommandOrControl+K', platform).replace('+', ' ')}</Kbd>
      )}
    </search>
  );
}

/** Both books show the calls of the account in use, until the agent turns to the other ones. */
function useOwnBook(): void {
  const practice = useAccount(({ view }) => view.mode === 'practice');
  useEffect(() => {
    for (const book of [historyBook, recordingsBook]) void book.setFilter({ practice });
  }, [practice]);
}
