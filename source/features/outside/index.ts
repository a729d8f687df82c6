/** The public interface of the feature for changes from outside, and of other changes. */
export type {ChangedField} from './outside-changes.ts';
export {hiddenChangeCell, isAnyChanged, markedCell, recentlyChanged} from './recent-changes.ts';
export {changedRows, outside, outsideCell, outsideChangeOf} from './slice.ts';
