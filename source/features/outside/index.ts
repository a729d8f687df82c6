/** The public interface of the feature for changes from outside, and of other changes. */
export type {NotedChange} from './outside-watch.ts';
export {hiddenChangeCell, isAnyChanged, markedCell, recentlyChanged} from './recent-changes.ts';
export {type ChangedField, changeWords} from './row-changes.ts';
export {changedRows, outside, outsideCell, outsideChangeOf, rowId} from './slice.ts';
