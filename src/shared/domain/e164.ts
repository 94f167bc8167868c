/** Whether a text has the shape of E.164: a plus and up to fifteen digits (ITU-T E.164, 6.2.1). */
export function isE164Shaped(text: string): boolean {
  return /^\+[1-9]\d{3,14}$/.test(text);
}
