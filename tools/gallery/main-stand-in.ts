import { defaultSettings } from '../../src/shared/domain/settings.ts';

/** What the gallery's page has of main: the settings as they are at first. */
const handset = { settings: { get: async () => ({ ok: true, value: defaultSettings }) } };
Object.defineProperty(window, 'handset', { value: handset });
