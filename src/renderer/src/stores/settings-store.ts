import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { create } from 'zustand';
import type { AppError } from '../../../shared/domain/app-error.ts';
import { isBuiltInResult } from '../../../shared/domain/call-result.ts';
import type { Settings, SettingsPatch } from '../../../shared/domain/settings.ts';
import { bridge } from '../bridge.ts';

interface SettingsState {
  /** Null until main has responded. */
  value: Settings | null;
  /** Why the last change was not saved. */
  error: AppError | null;
}

const useStore = create<SettingsState>(() => ({ value: null, error: null }));

/** Returns the settings; use it only where they have been loaded. */
export function useSettings(): Settings {
  const value = useStore((state) => state.value);
  if (!value) throw new Error('Settings are used before they were loaded.');
  return value;
}

/** A result as it is shown. */
export interface NamedResult {
  id: string;
  name: string;
}

/** Returns the results a call can be given, in the order of their digit keys. */
export function useResults(): readonly NamedResult[] {
  const { results } = useSettings();
  const nameOf = useResultName();
  return useMemo(() => results.map(({ id }) => ({ id, name: nameOf(id) })), [results, nameOf]);
}

/** Returns a function that gives a result's current name; an unknown id is shown as it is. */
export function useResultName(): (id: string) => string {
  const { results } = useSettings();
  const { t } = useTranslation();
  return useCallback(
    (id) => {
      const own = results.find((result) => result.id === id)?.name;
      return own ?? (isBuiltInResult(id) ? t(`calls.results.${id}`) : id);
    },
    [results, t],
  );
}

export function useSettingsError(): AppError | null {
  return useStore((state) => state.error);
}

export const settingsActions = {
  async load(): Promise<Settings | null> {
    const result = await bridge.settings.get({});
    if (result.ok) useStore.setState({ value: result.value });
    return result.ok ? result.value : null;
  },
  async update(patch: SettingsPatch): Promise<boolean> {
    const result = await bridge.settings.update(patch);
    useStore.setState(result.ok ? { value: result.value, error: null } : { error: result.error });
    return result.ok;
  },
};

/**
 * Calls `listener` on every change of the settings, from whichever window. Returns a function that
 * stops it.
 */
export function onSettings(listener: (settings: Settings) => void): () => void {
  return useStore.subscribe(({ value }, before) => {
    if (value && value !== before.value) listener(value);
  });
}

export function watchSettings(): void {
  bridge.on('settings:changed', (value) => useStore.setState({ value }));
}
