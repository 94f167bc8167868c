import { clipboard } from 'electron';

/** No number is longer; a copied spreadsheet need not be passed around. */
const longest = 500;

/** Returns the clipboard's text, cut to what can hold a number. Empty for pictures and files. */
export async function readClipboard(): Promise<string> {
  return (await clipboard.readText()).slice(0, longest);
}

export async function writeClipboard(text: string): Promise<void> {
  await clipboard.writeText(text);
}
