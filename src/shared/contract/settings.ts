import { z } from 'zod';
import { settingsPatchSchema, settingsSchema } from '../domain/settings.ts';
import { area, command } from './define.ts';

export const settings = area({
  commands: {
    get: command(z.object({}), settingsSchema),
    update: command(settingsPatchSchema, settingsSchema),
  },
  events: { changed: settingsSchema },
});
