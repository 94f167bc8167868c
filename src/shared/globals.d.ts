/**
 * What Node, Electron and the browser all have but plain ECMAScript does not. Declared here by hand
 * so that shared code cannot use anything else of either side.
 */
declare class URL {
  constructor(url: string, base?: string);
  static canParse(url: string, base?: string): boolean;
  readonly origin: string;
  readonly protocol: string;
  readonly username: string;
  readonly password: string;
  readonly hostname: string;
  readonly pathname: string;
  readonly search: string;
  readonly hash: string;
}
