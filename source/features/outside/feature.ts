/**
 * Changes that were not made with lvstop: shown on the row, as a message, and in the log.
 */
import {defineFeature} from '../../console/state/feature.ts';
import {outside} from './slice.ts';

export const outsideFeature = defineFeature({slice: outside});
