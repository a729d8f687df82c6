/** The public interface of the checks feature. */
export {checkMark, checksSlice} from './kept-checks.ts';
