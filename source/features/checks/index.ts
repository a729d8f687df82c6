/** The public interface of the checks feature. */
export {
	checkedRows,
	checkMark,
	checksSlice,
	findingsOn,
	findingsOnDirector,
} from './kept-checks.ts';
