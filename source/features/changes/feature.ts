/**
 * Remembers the changes of the table while the console runs, whoever made them. Other features show them.
 */
import {defineFeature} from '../../console/state/feature.ts';
import {notePlan} from './note-changes.ts';
import {changes} from './slice.ts';

export const changesFeature = defineFeature({slice: changes, afterPlan: notePlan});
