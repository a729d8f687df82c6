/**
 * The Log view: every command that changed the director.
 */
import {defineFeature} from '../../console/state/feature.ts';
import {choosable} from '../../console/table/column.ts';
import {logBindings} from './keys.ts';
import {attendToLog, awaitsLog} from './log-actions.ts';
import {logColumns} from './log-columns.ts';
import {deriveLog, log, logFilter, selectEntry} from './log-list.ts';
import {LogView} from './log-view.tsx';

export const logFeature = defineFeature({
	slice: log,
	bindings: logBindings,
	overlays: {'log-entry': ['helped']},
	derive: deriveLog,
	attend: attendToLog,
	awaits: awaitsLog,
	views: [
		{
			id: 'log',
			key: '6',
			title: 'Log',
			list: {of: ({own}) => own, change: change => change},
			opens: 'details',
			filter: logFilter.view,
			columns: {
				all: ({own}) => choosable(logColumns, {now: own.readAt ?? 0}),
				sort: () => null,
				sortBy: () => ({}),
			},
			select: selectEntry,
			Body: LogView,
		},
	],
});
