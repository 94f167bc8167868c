import { renewAutostart, setLaunchAtLogin } from '../os/launch-at-login.ts';

export interface LoginFollowerOptions {
  /** As the settings have it now. */
  initial: boolean;
  /** The system starts Handset only after the agent has allowed it there. */
  needsApproval: (needed: boolean) => void;
  onError: (error: unknown) => void;
}

/** Tells the system when the agent has changed whether Handset starts at login, and only then. */
export function createLoginFollower({ initial, needsApproval, onError }: LoginFollowerOptions) {
  let told = initial;
  renewAutostart().catch(onError);
  return (wanted: boolean): void => {
    if (wanted === told) return;
    told = wanted;
    setLaunchAtLogin(wanted).then((answer) => needsApproval(answer.needsApproval), onError);
  };
}
