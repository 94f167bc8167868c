import type { ErrorCode } from '../../domain/app-error.ts';
import type { MessageWithHint } from '../shape.ts';
import { dialErrors } from './dial-errors.ts';

export const errors: Record<ErrorCode, MessageWithHint> = {
  ...dialErrors,
  no_account: {
    message: 'No Exotel account is connected yet. Nothing was dialled.',
    hint: 'Connect one in Settings › Account, or try the practice account.',
  },
  agent_number_invalid: {
    message: 'This is neither a phone number nor a whole SIP address.',
    hint: 'Enter your own number with its digits in full, or an address such as sip:name@host.',
  },
  virtual_number_invalid: {
    message: 'This is not a number that an ExoPhone can have.',
    hint: 'Enter the ExoPhone as your Exotel dashboard shows it.',
  },
  account_sid_invalid: {
    message: 'An account sid has letters, digits, - and _ only.',
    hint: 'Copy the account sid from your Exotel dashboard again.',
  },
  credentials_missing: {
    message: 'No key and token are stored for this account sid and region.',
    hint: 'Enter both: the API key and the API token.',
  },
  offline: {
    message: 'This computer says that it is offline. Nothing was dialled.',
    hint: 'Check the internet connection. If you know that it works, dial anyway.',
  },
  profile_unusable: {
    message:
      'The call profile “{{profile}}” cannot be used as it stands: {{parameter}}. Nothing was dialled.',
    hint: 'Open it in Settings › Call profiles, correct this field and save it.',
  },
  profile_gone: {
    message: 'This call profile does not exist any more. Nothing was dialled or changed.',
    hint: 'Choose another profile, then try again.',
  },
  profile_invalid: {
    message: 'Exotel would not take this value: {{parameter}}. The profile was not saved.',
    hint: 'Correct the field that is marked, then save again.',
  },
  profile_name_taken: {
    message: 'There is a profile named “{{profile}}” already. Nothing was saved.',
    hint: 'Give this one another name.',
  },
  profile_is_default: {
    message: 'The default profile cannot be deleted.',
    hint: 'Make another profile the default first.',
  },
  wrong_credentials: {
    message: 'Exotel did not accept this key and token in this region.',
    hint: 'Copy key and token from your Exotel dashboard again, and check the region: the wrong one answers the same way.',
  },
  wrong_account_sid: {
    message: 'Key and token are good, but Exotel does not know this account sid.',
    hint: 'Copy the account sid from your Exotel dashboard again.',
  },
  provider_refused: {
    message: 'Exotel refused the request: {{description}} ({{code}}).',
    hint: 'Check what you entered. If it stays so, show this code to your Exotel contact.',
  },
  provider_rate_limited: {
    message: 'Your Exotel account is at its limit of requests for this minute.',
    hint: 'Wait a minute, then try again.',
  },
  provider_unreachable: {
    message: 'Exotel cannot be reached from this computer.',
    hint: 'Check the internet connection, the proxy and the base URL, then try again.',
  },
  proxy_refused: {
    message: 'The proxy of this network did not let Handset through to {{host}}.',
    hint: 'It may want a name and a password, which Handset cannot give. Ask your administrator to let Exotel through without them, then test again.',
  },
  wrong_region_singapore: {
    message: 'Key, token and account sid are good, but this account lives in Singapore.',
    hint: 'Choose Singapore as the region, then test again.',
  },
  wrong_region_mumbai: {
    message: 'Key, token and account sid are good, but this account lives in Mumbai.',
    hint: 'Choose Mumbai as the region, then test again.',
  },
  provider_trouble: {
    message: 'Exotel has trouble of its own right now ({{code}}). What you entered may be right.',
    hint: 'Wait a minute, then test again.',
  },
  provider_unclear: {
    message: 'Something answered, but not the way Exotel does.',
    hint: 'Check the region or the base URL, and whether this network asks for a login.',
  },
  invalid_base_url: {
    message: 'This base URL cannot be used.',
    hint: 'It must start with https:// and end after the host name. Plain http works on this computer only.',
  },
  database_unavailable: {
    message:
      'The call history cannot be opened, so nothing was dialled: a call that cannot be kept is not placed.',
    hint: 'Restart Handset. If it stays so, check that its folder can be written.',
  },
  database_full: {
    message: 'The disk is full, so nothing was dialled: a call that cannot be kept is not placed.',
    hint: 'Free some space, then dial again.',
  },
  database_read_only: {
    message: 'The call history cannot be written, so nothing was dialled.',
    hint: 'Check the permissions of Handset’s folder, then dial again.',
  },
  database_busy: {
    message: 'Another program holds the call history, so nothing was dialled.',
    hint: 'Close backup or sync programs that use Handset’s folder, then try again.',
  },
  database_gone: {
    message:
      'Handset’s folder was moved or deleted while Handset runs, so the call history would not keep this call. Nothing was dialled.',
    hint: 'Put the folder back where it was and dial again. If it is gone for good, quit Handset and start it again.',
  },
  not_saved: {
    message: 'The call history could not be written, so this was not saved. What it held is safe.',
    hint: 'Make room on the disk, close backup programs, then save again.',
  },
  keychain_unavailable: {
    message: 'The system’s keychain does not answer: key and token could not be read or changed.',
    hint: 'Unlock the keychain, then try again.',
  },
  secret_missing: {
    message: 'The keychain has no API key and token for this account.',
    hint: 'Enter them again in Settings › Account, then dial again.',
  },
  export_failed: {
    message: 'The file could not be written: {{reason}}.',
    hint: 'Choose another folder, or make room on the disk, then export again.',
  },
  hotkey_taken: {
    message: 'Another program already uses this shortcut. The old one stays.',
    hint: 'Choose another one in Settings › Shortcuts.',
  },
  hotkey_invalid: {
    message: 'This shortcut cannot be used. The old one stays.',
    hint: 'Hold Ctrl, Alt or Cmd together with one more key.',
  },
  clipboard_unseen: {
    message: 'Your desktop did not let Handset read the clipboard, so nothing was dialled.',
    hint: 'Click into this window and paste the number there.',
  },
  clipboard_empty: {
    message: 'The clipboard holds no text.',
    hint: 'Copy a phone number, then press the shortcut again.',
  },
  clipboard_no_number: {
    message: 'The clipboard holds text without a phone number ({{length}} characters long).',
    hint: 'Copy one phone number, then press the shortcut again.',
  },
  link_no_number: {
    message: 'A link asked for a call to “{{text}}”, which is not a phone number.',
    hint: 'Copy the number from the page instead, or type it here.',
  },
  link_settings_closed: {
    message: 'Windows did not open its settings.',
    hint: 'Look for “Default apps” in the Start menu, and choose there what opens TEL and CALLTO.',
  },
  recording_none: {
    message: 'This call has no recording.',
    hint: 'Switch Record on before the next call.',
  },
  recording_needs_account: {
    message:
      'The account that made this call is not connected, so its recording cannot be fetched.',
    hint: 'Connect it in Settings › Account: the recording then comes by itself.',
  },
  recording_not_ready: {
    message: 'Exotel is still preparing this recording.',
    hint: 'Handset looks again by itself. It usually takes 1 to 5 minutes.',
  },
  recording_unreadable: {
    message: 'What Handset kept about this recording can’t be read.',
    hint: 'Download it again. If that doesn’t help, export diagnostics in Settings › About for support.',
  },
  recording_refused: {
    message: 'Exotel refused to hand out this recording. The call itself is kept.',
    hint: 'Check the API key in Settings › Account, then download again.',
  },
  recording_expired: {
    message: 'Exotel no longer has this recording: its time of keeping is over.',
    hint: 'Ask your Exotel contact how long your plan keeps recordings.',
  },
  recording_incomplete: {
    message: 'The recording broke off while it came in. The call and its notes are kept.',
    hint: 'Download it again: it goes on where it broke off if Exotel allows that.',
  },
  recording_not_audio: {
    message: 'What came in place of the recording is no audio. It was not kept.',
    hint: 'Check whether this network asks for a login, then download again.',
  },
  recording_address_expired: {
    message: 'The address that Exotel gave for this recording has run out.',
    hint: 'Handset asks Exotel for a fresh one at the next try; Download again does so now.',
  },
  recordings_folder: {
    message: 'The recordings folder cannot be used, so the recording was not saved.',
    hint: 'The notice above names the folder and what to do. Handset tries again by itself.',
  },
  disk_full: {
    message: 'The disk is full. Nothing was lost, but the file was not saved.',
    hint: 'Free some space, then try again.',
  },
  file_missing: {
    message: 'The recording’s file is no longer in its place.',
    hint: 'Download it again.',
  },
  contact_exists: {
    message: '{{number}} is already saved as “{{name}}”. Nothing was changed.',
    hint: 'Use another number, or replace that contact.',
  },
  contact_number_invalid: {
    message: 'This is not a phone number that a contact can have. The contact was not saved.',
    hint: 'Check the digits. For another country, start with + and its code.',
  },
  contact_name_empty: {
    message: 'A contact needs a name. It was not saved.',
    hint: 'Enter a name, then save again.',
  },
  erase_number_invalid: {
    message: 'This is not a complete phone number. Nothing was erased.',
    hint: 'Check the digits. For another country, start with + and its code.',
  },
  erase_own_number: {
    message: 'This number is one of your own account. Nothing was erased.',
    hint: 'Enter another number for the account under Settings first, then erase this one.',
  },
  erase_live_call: {
    message: 'A call is still on your line. Nothing was erased.',
    hint: 'Hang up, wait until Handset shows the end of the call, then erase.',
  },
  erase_unfinished: {
    message: 'The calls and the contact are gone, but traces may be left in files.',
    hint: 'Restart Handset: it finishes by itself. If the disk is full, free some space first.',
  },
  not_found: {
    message: 'This entry does not exist any more.',
    hint: 'Go back to the list and choose again.',
  },
  refused_sender: {
    message: 'Handset refused a request that did not come from its own window.',
    hint: 'Restart Handset if you see this again.',
  },
  bad_input: {
    message: 'One of the values cannot be used. Nothing was changed.',
    hint: 'Check what you entered.',
  },
  internal: {
    message: 'Something went wrong inside Handset. Your calls are kept.',
    hint: 'Try again. If it stays so, restart Handset.',
  },
};
