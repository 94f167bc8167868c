/**
 * Whether a link may leave the app for the system's browser: https to the provider's own pages,
 * with neither credentials nor a port.
 */
export function isAllowedLink(link: string): boolean {
  if (!URL.canParse(link)) return false;
  const { protocol, hostname, port, username, password } = new URL(link);
  const ours = hostname === 'exotel.com' || hostname.endsWith('.exotel.com');
  return protocol === 'https:' && ours && port === '' && username === '' && password === '';
}
