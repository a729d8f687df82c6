/** The public interface of the feature for changes from outside. */
export {outside, outsideCell, outsideChangeOf} from './slice.ts';
