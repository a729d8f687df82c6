/**
 * Problems first: their count in the header, a key that goes to the next one, and a list of them.
 */
import {defineFeature, withoutState} from '../../console/state/feature.ts';
import type {Binding, Frame} from '../../console/state/model.ts';
import {openOverlay} from '../../console/state/screen-actions.ts';
import {piece} from '../../console/text/paint.ts';
import {countsOfProblems} from './find-problems.ts';
import {problemsOf} from './known-problems.ts';
import {goToNextProblem, noProblem, problemsOverlay} from './problems-overlay.ts';

const bindings: readonly Binding<Frame>[] = [
	{
		group: 'Rows',
		keys: ['!'],
		command: 'next-problem',
		description: 'go to the next row with a problem: down, no answer, closed, at weight 0, changed',
		where: ['view'],
		changes: false,
		disabled: noProblem,
		run: ({store}) => goToNextProblem(store),
	},
	{
		group: 'Screen',
		keys: [],
		command: 'problems',
		description: 'show all rows with a problem',
		where: ['view', 'overlay'],
		changes: false,
		run: ({store}) => store.update(openOverlay(problemsOverlay)),
	},
];

export const problemsFeature = defineFeature({
	slice: withoutState('problems'),
	bindings,
	overlays: {problems: ['live', 'helped']},
	headline(seen, room) {
		const text = countsOfProblems(problemsOf(seen), room);
		// Red is for the rows: among the counts are servers that somebody drains on purpose.
		return text === '' ? null : piece(text, 'warn');
	},
});
