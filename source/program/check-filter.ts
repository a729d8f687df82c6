/**
 * Checks the first filter of a view before the director is read. Loaded only if there is a filter.
 */
import {UsageError} from '../commands/usage-error.ts';
import type {FilterView} from '../console/filter/filter-term.ts';
import {parseFilter} from '../console/filter/parse-filter.ts';
import {textWidth} from '../console/text/text.ts';
import {connectionsFilterView} from '../features/connections/table/connections-language.ts';
import {logFilter} from '../features/log/log-list.ts';
import {serversFilter} from '../features/servers/servers-list.ts';
import {servicesFilter} from '../features/services/select-rows.ts';
import {snapshotsFilter} from '../features/snapshots/console/snapshots-list.ts';
import {escapeControls} from '../text/escape.ts';
import type {ConsoleRequest} from './console-options.ts';

/** The filter languages by view; a view that is missing has no rows. A test compares them with the features. */
export const filterViews: Readonly<Record<string, FilterView>> = {
	services: servicesFilter.view,
	servers: serversFilter.view,
	connections: connectionsFilterView,
	snapshots: snapshotsFilter.view,
	log: logFilter.view,
};

/** What is wrong with a filter, and below it the text with the wrong part marked; null if it is good. */
export function filterMistake(text: string, view: string): string | null {
	const language = filterViews[view];
	if (language === undefined) {
		return `the view ${view} has no rows to filter`;
	}

	const {problem} = parseFilter(text, language);
	if (problem === null) {
		return null;
	}

	const {message, from, to} = problem;
	const before = escapeControls(text.slice(0, from));
	const wrong = escapeControls(text.slice(from, to));
	const mark = ' '.repeat(textWidth(before)) + '^'.repeat(Math.max(1, textWidth(wrong)));
	return `${message}\n  ${escapeControls(text)}\n  ${mark}`;
}

/**
 * Refuses a filter that is wrong for the view it is for.
 * @param isGiven whether it comes from the command line and not from the configuration
 * @throws {UsageError}
 */
export function requireFilter(
	{filter, view, mode, keys}: Pick<ConsoleRequest, 'filter' | 'view' | 'mode' | 'keys'>,
	isGiven: boolean,
): void {
	const hasScreen = mode === 'console' || keys.length > 0;
	// Without a screen the table of services is printed, unless connections are wanted.
	const shown = hasScreen || view === 'connections' ? view : null;
	const mistake = filterMistake(filter, shown ?? 'services');
	if (mistake !== null) {
		throw new UsageError(`${isGiven ? '--filter' : 'the configured filter'}: ${mistake}`);
	}
}
