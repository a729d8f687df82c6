/** The public interface of the drain feature. */
export {detailsOfDrain} from './details-drain.ts';
export {drainCell, leftInWords} from './drain-cell.ts';
export {drains, followedDrains} from './drains.ts';
export type {FollowedDrain} from './followed-drain.ts';
export {applyRemembering, type RememberContext} from './remember-drains.ts';
