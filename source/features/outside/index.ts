/** The public interface of the feature for changes from outside. */
export {outsideCell} from './outside-cell.ts';
export {outside} from './slice.ts';
