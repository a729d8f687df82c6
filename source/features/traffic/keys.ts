/** The keys of the Traffic view, and the one that opens it. */

import {stepBackBinding} from '../../console/bindings/rows.ts';
import {bodyHeight} from '../../console/state/layout.ts';
import type {Binding} from '../../console/state/model.ts';
import {comparisonPlace} from './comparison.ts';
import {
	changePlotStyle,
	changeSpan,
	moveByScreen,
	moveSubject,
	nextGraphs,
	openTraffic,
	showTrafficOf,
	toggleComparison,
} from './traffic-actions.ts';
import {graphCount, linesBesideGraphs} from './traffic-graphs.ts';
import {comparedService, type TrafficSeen} from './traffic-state.ts';

const shared = {group: 'Traffic', where: ['traffic'], changes: false} as const;

/** Why there are no further servers to compare; null if there are. */
function notPaged(seen: TrafficSeen): string | null {
	if (comparedService(seen) === null) {
		return 'no servers are compared';
	}

	return comparisonPlace(seen).shown < seen.own.compared.length ? null : 'all servers are shown';
}

const isComparing = (seen: TrafficSeen): boolean => comparedService(seen) !== null;

/** Why there are no further graphs, or figures to compare by; null if there are. */
function notMoreGraphs(seen: TrafficSeen): string | null {
	const {columns} = seen.size;
	const {shown, all} = graphCount(columns, bodyHeight(seen.size) - linesBesideGraphs);
	return isComparing(seen) || shown < all ? null : 'all graphs are shown';
}

export const trafficBindings: readonly Binding<TrafficSeen>[] = [
	stepBackBinding('traffic'),
	{
		...shared,
		keys: ['t'],
		command: 'traffic-of-row',
		description: 'show the traffic of this row over the last minutes, as graphs',
		where: ['rows', 'row'],
		hint: {text: 'traffic', priority: 9},
		disabled: ({selection: {row, gone}}) => (row === null ? (gone ?? 'no row selected') : null),
		run: ({store}) => openTraffic(store),
	},
	{
		...shared,
		keys: ['down', 'j'],
		command: 'next-row',
		description: 'go to the next service or server, in the order of the Services view',
		hint: {text: 'next row', priority: 2, beside: ['previous-row']},
		run: ({store}) => moveSubject(store, 1),
	},
	{
		...shared,
		keys: ['up', 'k'],
		command: 'previous-row',
		description: 'go to the previous service or server; before the first one is the whole director',
		run: ({store}) => moveSubject(store, -1),
	},
	{
		...shared,
		keys: ['t', 'g', 'home'],
		command: 'whole-director',
		description: 'show the traffic of the whole director',
		hint: {text: 'whole director', priority: 4},
		disabled: ({own}) => (own.subject === null ? 'this is already the whole director' : null),
		run: ({store}) => showTrafficOf(store, null),
	},
	{
		...shared,
		keys: ['c'],
		command: 'compare-servers',
		description: 'compare the servers of this service on one scale; again for its graphs',
		hint: {
			text: 'compare servers',
			textNow: seen => (isComparing(seen) ? 'graphs' : 'compare servers'),
			priority: 3,
		},
		disabled: ({own}) =>
			own.subject === null ? 'this is the whole director: go to a service first' : null,
		run: ({store}) => toggleComparison(store),
	},
	{
		...shared,
		keys: ['pagedown', 'ctrl-f'],
		command: 'next-servers',
		description: 'compare the next servers, if there is no room for all',
		disabled: notPaged,
		run: ({store}) => moveByScreen(store, 1),
	},
	{
		...shared,
		keys: ['pageup', 'ctrl-b'],
		command: 'previous-servers',
		description: 'compare the previous servers',
		disabled: notPaged,
		run: ({store}) => moveByScreen(store, -1),
	},
	{
		...shared,
		keys: ['right', 'l'],
		command: 'longer',
		description: 'show a longer period: 1, 5, 15, 60 minutes',
		run: ({store}) => store.update(changeSpan(1)),
	},
	{
		...shared,
		keys: ['left', 'h'],
		command: 'shorter',
		description: 'show a shorter period',
		hint: {text: 'time', priority: 1, beside: ['longer']},
		run: ({store}) => store.update(changeSpan(-1)),
	},
	{
		...shared,
		keys: ['space'],
		command: 'next-graphs',
		description:
			'show the next graphs, if there is no room for all; compare servers by the next figure',
		hint: {
			text: 'more graphs',
			textNow: seen => (isComparing(seen) ? 'next figure' : 'more graphs'),
			priority: 2.5,
		},
		disabled: notMoreGraphs,
		run: ({store}) => store.update(nextGraphs),
	},
	{
		...shared,
		keys: [],
		command: 'graph-style',
		description: 'switch between graphs of braille dots and of blocks, for fonts without braille',
		run: ({store}) => store.update(changePlotStyle),
	},
];
