/** The public interface of the checks feature. */
export {checkMark, checksSlice, findingsOn} from './kept-checks.ts';
