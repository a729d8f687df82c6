/** The public interface of the checks feature. */
export {checkedRows, checkMark, checksSlice, findingsOn} from './kept-checks.ts';
