import { Users } from 'lucide-react';
import { lazy } from 'react';
import type { ScreenEntry } from '../../screen-entry.ts';

export const contactsEntry: ScreenEntry<'contacts'> = { screen: 'contacts', icon: Users, order: 3 };

export const ContactsScreen = lazy(() =>
  import('./contacts-screen.tsx').then((module) => ({ default: module.ContactsScreen })),
);

export type { OpenDialog } from './contact-dialogs.tsx';
export const ContactDialogs = lazy(() =>
  import('./contact-dialogs.tsx').then((module) => ({ default: module.ContactDialogs })),
);
