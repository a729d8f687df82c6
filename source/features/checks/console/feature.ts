/**
 * The Checks view, the count of findings in the header, and the details of the director.
 */
import {plainContext} from '../../../console/filter/filter-term.ts';
import {defineFeature} from '../../../console/state/feature.ts';
import {choosable} from '../../../console/table/column.ts';
import {piece} from '../../../console/text/paint.ts';
import {checksSlice} from '../kept-checks.ts';
import {countsInWords} from '../output/check-text.ts';
import {checks} from '../registry.ts';
import {checkColumns, checksFilter} from './check-columns.ts';
import {attendToChecks, awaitsChecks} from './checks-actions.ts';
import {ChecksView, deriveChecks, headHeight} from './checks-view.tsx';
import {checksBindings} from './keys.ts';

export const checksFeature = defineFeature({
	slice: checksSlice,
	bindings: checksBindings,
	overlays: {'check-details': ['live', 'helped'], director: ['live', 'helped']},
	derive: deriveChecks,
	attend: attendToChecks,
	awaits: awaitsChecks,
	valuesOf: (_, term) => (term === 'check' ? checks.map(({id}) => id) : []),
	headline({kept: {result}}, room) {
		const serious = (result?.findings ?? []).filter(({severity}) => severity !== 'note');
		const errors = serious.filter(({severity}) => severity === 'error');
		const role = errors.length > 0 ? 'bad' : 'warn';
		const texts = [countsInWords(serious), countsInWords(errors), `!${serious.length}`];
		const text = texts.find(each => each !== '' && each.length <= room);
		return serious.length === 0 || text === undefined ? null : piece(text, role);
	},
	views: [
		{
			id: 'checks',
			key: '7',
			title: 'Checks',
			shortTitle: 'Chk',
			group: {
				title: 'Checks',
				place: 65,
				introduction:
					'What is wrong or dangerous on the director. The checks run when the view is opened, when the rules change, and every minute while it is open.',
			},
			list: {of: ({own}) => own, change: change => change},
			opens: 'details',
			filter: checksFilter.view,
			columns: {
				all: () => choosable(checkColumns, plainContext),
				sort: () => null,
				sortBy: () => ({}),
			},
			headHeight: () => headHeight,
			Body: ChecksView,
		},
	],
});
