/** The public interface of the feature for changes from outside. */
export {changedRows, outside, outsideCell, outsideChangeOf} from './slice.ts';
