import type { UnderstoodNumber } from '../../shared/domain/phone-number.ts';
import type { AreaOf, Source } from '../ipc/area.ts';
import type { DialDesk } from './dial-desk.ts';
import type { DialService } from './dial-service.ts';

export interface DialingAreaOptions {
  desk: DialDesk;
  service: DialService;
  understand: (text: string) => UnderstoodNumber;
  /** Fires when the windows have to show what the desk holds now. */
  changed: Source<null>;
}

/** Creates the contract's dialling area: it uses nothing but the desk. */
export function createDialingArea(options: DialingAreaOptions): AreaOf<'dialing'> {
  const { desk, service, understand, changed } = options;
  return {
    handlers: {
      understand: ({ text }) => understand(text),
      desk: () => desk.shows(),
      offer: (offer) => desk.offer(offer),
      confirm: (answer) => desk.confirm(answer),
      choose: ({ id, number }) => {
        desk.choose(id, number);
        return null;
      },
      cancel: ({ id }) => {
        desk.cancel(id);
        return null;
      },
    },
    events: {
      changed: (listener) => changed(() => listener(desk.shows())),
      placed: desk.placed.on,
    },
    stop: () => {
      desk.dispose();
      service.stop();
    },
  };
}
