/** Something about the relay's files or its broker that only its administrator can mend. */
export class SetupProblem extends Error {
  /** @param sentence what is wrong, and the next step. */
  constructor(sentence: string) {
    super(sentence);
    this.name = 'SetupProblem';
  }
}
