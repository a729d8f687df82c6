/**
 * Changing weights by keys.
 */
import {defineFeature, withoutState} from '../../console/state/feature.ts';
import {weightBindings} from './keys.ts';

export const weightFeature = defineFeature({
	slice: withoutState('weight'),
	bindings: weightBindings,
});
