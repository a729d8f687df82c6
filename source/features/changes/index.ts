/** The public interface of the list of changes: who has changed which rows while the console runs. */
export {changedByWords, changeInWords} from './change-words.ts';
export {noteRows} from './note-changes.ts';
export {type Change, changesOf, keptFor, timeOfChange} from './slice.ts';
