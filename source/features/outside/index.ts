/** The door of the feature that notes changes from outside. */
export {outsideCell} from './outside-cell.ts';
export {outside} from './slice.ts';
