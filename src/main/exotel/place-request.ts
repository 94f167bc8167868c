/** The POST's body; see "Outgoing call to connect two numbers" in Exotel's API documentation. */
export interface PlaceRequest {
  /** A phone number, or the SIP address of an internet-call user. */
  from: { contact_uri: string; state_management: boolean };
  to: { contact_uri: string };
  virtual_number: string;
  recording: { record: boolean; channels: 'single' | 'dual'; format: 'mp3' | 'mp3-hq' };
  /** URL of a wav file, http or https. */
  wait_audio_url?: string;
  /** Seconds. */
  max_time_limit: number;
  /** Seconds that each leg rings. */
  attempt_time_out: number;
  /** Unique per intent, at most 128 characters. */
  custom_field: string;
  status_callback?: {
    event: 'terminal' | 'answered';
    url: string;
    method: 'POST' | 'GET';
    content_type: 'application/json' | 'multipart/form-data';
  }[];
  playback?: { event: 'start' | 'end'; to: 'callee' | 'both'; value: string }[];
  streaming?: { url: string; begin: 'from_leg_connect' | 'to_leg_connect' };
}
