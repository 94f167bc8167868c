import { z } from 'zod';
import { area, command } from './define.ts';

export const diagnostics = area({
  commands: {
    /** Asks where to save, and writes a zip for support. `path` is null if the agent cancelled. */
    export: command(z.object({}), z.object({ path: z.string().nullable() })),
    /** Shows the log's file in the system's file manager. */
    revealLog: command(z.object({}), z.null()),
  },
  events: {},
});
