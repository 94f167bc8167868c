import type { ReactNode } from 'react';
import type { I18n } from '../../src/renderer/src/ui/use-i18n.ts';

/** One component in one state. */
export interface Specimen {
  /** The component's name. */
  of: string;
  state: string;
  render: (i18n: I18n) => ReactNode;
  /** In pixels; by default as wide as it wants to be. */
  width?: number;
  /** What an agent would do to bring it into this state, once it is there. */
  act?: (place: HTMLElement) => void;
  /** For a component that covers the page: the height of the page it gets to itself. */
  pageHeight?: number;
}

/** Types into the first field, as an agent does. */
export function type(text: string): (place: HTMLElement) => void {
  return (place) => {
    const field = place.querySelector<HTMLInputElement | HTMLTextAreaElement>('input, textarea');
    if (!field) throw new Error('There is no field to type into.');
    const { set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value') ?? {};
    set?.call(field, text);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };
}

/** Opens what the first button opens, by Enter. */
export function open(place: HTMLElement): void {
  const button = place.querySelector('button');
  button?.focus();
  button?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
}
