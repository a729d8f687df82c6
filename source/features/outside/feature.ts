/**
 * Changes that were not made with lvstop: a mark on the row, a message, an entry of the log.
 */
import {defineFeature} from '../../console/state/feature.ts';
import {outside} from './slice.ts';

export const outsideFeature = defineFeature({slice: outside});
