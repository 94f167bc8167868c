/** Numbers of the practice account. They belong to nobody: practice rings no one. */
export const practiceNumbers = { agentUri: '+919800000001', virtualNumber: '+912241499102' };
/** A colleague of a practice floor. */
export const colleagueUri = '+919800000002';
