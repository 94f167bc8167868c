import type { EventPayload, Handlers } from '../../shared/contract/index.ts';

type CallHandlers = Handlers['calls'];

/** The calls' own handlers; `tell` hears of each wrap-up that was closed, in whichever window. */
export function tellingWhenFiled(
  handlers: CallHandlers,
  tell: (filed: EventPayload<'calls:filed'>) => void,
): CallHandlers {
  return {
    ...handlers,
    finishWrapUp: async (input) => {
      const current = await handlers.current({});
      const before = current.find(({ id }) => id === input.id)?.disposition ?? null;
      const call = await handlers.finishWrapUp(input);
      tell({ call, before });
      return call;
    },
  };
}
