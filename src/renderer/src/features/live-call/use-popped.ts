import { useEffect } from 'react';
import type { Call } from '../../../../shared/domain/call.ts';
import { callActions } from '../../stores/calls-store.ts';

/** Tells main once a customer's call is painted: the floor knows then that somebody can see it. */
export function usePopped(call: Call): void {
  const { id } = call;
  const offer = call.direction === 'inbound' ? call.arrival.offer : null;
  useEffect(() => {
    if (offer === null) return;
    // A page that nobody can see paints nothing, and asks for no frame until somebody can.
    let frame = window.requestAnimationFrame(() => {
      frame = window.requestAnimationFrame(() => void callActions.popped(id));
    });
    return () => window.cancelAnimationFrame(frame);
  }, [id, offer]);
}
