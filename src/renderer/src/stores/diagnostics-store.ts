import { bridge } from '../bridge.ts';

export const diagnosticsActions = {
  export: () => bridge.diagnostics.export({}),
  revealLog: () => bridge.diagnostics.revealLog({}),
};
