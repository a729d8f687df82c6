/**
 * The tour: the line of key hints says what to do next, until it was done.
 */
import {defineFeature} from '../../console/state/feature.ts';
import {defineSlice} from '../../console/state/slice.ts';
import {tourSteps} from './steps.ts';

/** The step that is shown; null without a tour. */
interface Tour {
	readonly step: number | null;
}

/** The start of the tour, for the options of a console. */
export const tourBegins: Tour = {step: 0};

const tour = defineSlice<Tour>('tour', {step: null});

export const tourFeature = defineFeature({
	slice: tour,
	// Not derived: the selection is known only after all features have derived their parts.
	attend(_, now, store) {
		const {step} = now.own;
		if (step !== null && tourSteps[step]?.isDone(now)) {
			store.update(tour.change(() => ({step: step + 1})));
		}
	},
	guide({own: {step}}) {
		const text = step === null ? undefined : tourSteps[step]?.text;
		return step === null || text === undefined
			? null
			: {place: `${step + 1}/${tourSteps.length}`, text};
	},
});
