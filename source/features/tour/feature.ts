/**
 * The tour: the line of key hints says what to do next, until it was done. And one line at the first start on a real
 * director, which says where help is.
 */
import {defineFeature} from '../../console/state/feature.ts';
import type {Reducer} from '../../console/state/model.ts';
import {defineSlice} from '../../console/state/slice.ts';
import {tourSteps} from './steps.ts';

/** The step that is shown; null without a tour. */
interface Tour {
	readonly step: number | null;
	/** Whether nothing was changed with lvstop on this director yet, and the operator has opened nothing so far. */
	readonly isNew: boolean;
}

/** The start of the tour, for the options of a console. */
export const tourBegins: Partial<Tour> = {step: 0};

const tour = defineSlice<Tour>('tour', {step: null, isNew: false});

/** Says where help is, until the operator opens something. */
export const greet: Reducer = tour.change(() => ({isNew: true}));

export const tourFeature = defineFeature({
	slice: tour,
	// Not derived: the selection is known only after all features have derived their parts.
	attend(before, now, store) {
		const {step, isNew} = now.own;
		if (isNew && (now.overlay !== null || now.prompt !== null || now.view !== before.view)) {
			store.update(tour.change(() => ({isNew: false})));
		}

		if (step !== null && tourSteps[step]?.isDone(now)) {
			store.update(tour.change(() => ({step: step + 1})));
		}
	},
	says: ({own: {isNew}, keyOf}) =>
		isNew ? `new here? press ${keyOf('help')} for the keys, or try lvstop --demo tour` : '',
	guide({own: {step}}) {
		const text = step === null ? undefined : tourSteps[step]?.text;
		return step === null || text === undefined
			? null
			: {place: `${step + 1}/${tourSteps.length}`, text};
	},
});
