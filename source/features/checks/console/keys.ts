/** The keys of the Checks view, and the details of the director. */
import {filterBinding, stepBackBinding} from '../../../console/bindings/rows.ts';
import type {Binding} from '../../../console/state/model.ts';
import type {ChecksSeen} from '../kept-checks.ts';
import {
	mendCheck,
	mendRefused,
	noCheckRow,
	noConcernedRow,
	openCheck,
	runChecksNow,
	showConcernedRow,
} from './checks-actions.ts';
import {openDirector} from './director-overlay.ts';

const shared = {group: 'Checks', where: ['checks'], changes: false} as const;

export const checksBindings: readonly Binding<ChecksSeen>[] = [
	filterBinding('checks'),
	stepBackBinding('checks'),
	{
		...shared,
		keys: ['enter'],
		command: 'details',
		description: 'show why this finding matters and what mends it',
		hint: {text: 'details', priority: 3},
		disabled: noCheckRow,
		run: ({store}) => openCheck(store),
	},
	{
		...shared,
		keys: ['n'],
		command: 'check-now',
		description: 'run all checks now',
		hint: {text: 'check now', priority: 2},
		run: ({store}) => runChecksNow(store),
	},
	{
		...shared,
		keys: ['s'],
		command: 'concerned-row',
		description: 'go to the service or server that this finding concerns',
		where: ['checks', 'check-details'],
		hint: {text: 'its row', priority: 5},
		disabled: noConcernedRow,
		run: ({store}) => store.update(showConcernedRow),
	},
	{
		...shared,
		keys: ['f'],
		command: 'mend',
		description: 'show the plan that mends this finding, if ipvsadm can',
		where: ['checks', 'check-details'],
		changes: true,
		hint: {text: 'mend', priority: 1},
		disabled: mendRefused,
		run: ({store}) => mendCheck(store),
	},
	{
		...shared,
		keys: [],
		command: 'director',
		description:
			'show the settings of IPVS, what they do and what they mean here, the sync daemons and the size of the table',
		where: ['view'],
		run: ({store}) => openDirector(store),
	},
];
