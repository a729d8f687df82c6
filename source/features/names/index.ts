/** The public interface of the names feature. */
export {addressesOf} from './feature.ts';
export {type NameBook, noBook} from './name-book.ts';
export {names, namesOf} from './slice.ts';
