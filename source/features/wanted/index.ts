/** The exports of this feature for other features. */
export {type Comparison, compareWanted, expectedRules} from './compare-wanted.ts';
export {readKeepalived, readLdirectord, type WantedText} from './read-wanted.ts';
export type {Problem, Program, WantedRules} from './wanted.ts';
