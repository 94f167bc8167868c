import { z } from 'zod';
import { accountDraftSchema, accountViewSchema } from '../domain/account.ts';
import { area, command } from './define.ts';

export const account = area({
  commands: {
    get: command(z.object({}), accountViewSchema),
    /** Asks for a call that cannot exist: verifies key, token, sid and region, and rings nobody. */
    test: command(accountDraftSchema, z.object({ connected: z.literal(true) })),
    /** Asks Exotel again whether the account in use can call; the result comes as `changed`. */
    check: command(z.object({}), accountViewSchema),
    save: command(accountDraftSchema, accountViewSchema),
    usePractice: command(z.object({}), accountViewSchema),
    useReal: command(z.object({}), accountViewSchema),
    /** Asks the keychain again for what it did not give out; it may ask the agent to unlock it. */
    askKeychain: command(z.object({}), accountViewSchema),
    /** Removes the account and its secrets; calls and recordings stay. */
    forget: command(z.object({}), accountViewSchema),
  },
  events: { changed: accountViewSchema },
});
