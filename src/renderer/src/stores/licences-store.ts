import { bridge } from '../bridge.ts';

export const licencesActions = {
  read: () => bridge.licences.read({}),
};
