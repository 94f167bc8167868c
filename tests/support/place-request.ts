import type { PlaceRequest } from '../../src/main/exotel/place-request.ts';

export function placeRequest(): PlaceRequest {
  return {
    from: { contact_uri: '+919800000001', state_management: true },
    to: { contact_uri: '+919876543210' },
    virtual_number: '+912241499102',
    recording: { record: true, channels: 'dual', format: 'mp3' },
    max_time_limit: 4000,
    attempt_time_out: 45,
    custom_field: 'handset-1',
  };
}
