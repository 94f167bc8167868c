/** Exotel's own hosts. */
export function isExotelHost(hostname: string): boolean {
  return /(^|\.)exotel\.(com|in)$/.test(hostname);
}

/** Where Exotel's documentation shows recordings that are not on a host of its own. */
const documentedBucket = 'https://s3-ap-south-1.amazonaws.com/exotel-mum1-recordings/';

/**
 * Whether a recording's address is one that Exotel gives out. What a flow's request names may be
 * anybody's word. `accountBaseUrl`: the account's own API.
 */
export function isRecordingOfExotel(address: string, accountBaseUrl: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.username || url.password) return false;
  if (url.origin === new URL(accountBaseUrl).origin) return true;
  if (url.protocol !== 'https:' || url.port !== '') return false;
  return isExotelHost(url.hostname) || url.href.startsWith(documentedBucket);
}
