/**
 * Checks the first filter of a view before the director is read. Loaded only if there is a filter.
 */
import {UsageError} from '../commands/usage-error.ts';
import type {FilterView} from '../console/filter/filter-term.ts';
import {parseFilter} from '../console/filter/parse-filter.ts';
import {textWidth} from '../console/text/text.ts';
import {checksFilter} from '../features/checks/console/check-columns.ts';
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
	checks: checksFilter.view,
};

/** The problem of a filter, and below it the text with the wrong part marked; null if it is valid. */
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
 * Refuses filters that are wrong for their view: that of the command line, and the configured ones.
 * @param isGiven whether the command line has one
 * @throws {UsageError}
 */
export function requireFilters(
	{filter, filters, view, mode, keys}: FilterRequest,
	isGiven: boolean,
): void {
	const hasScreen = mode === 'console' || keys.length > 0;
	// Without a screen the table of services is printed, unless connections are wanted.
	const shown = hasScreen || view === 'connections' ? view : null;
	const given = isGiven ? [['--filter', filter, shown ?? 'services'] as const] : [];
	const configured = Object.entries(filters).map(
		([name, text]) => [`filter.${name} of the configuration`, text, name] as const,
	);
	for (const [origin, text, name] of [...given, ...configured]) {
		const mistake = filterMistake(text, name);
		if (mistake !== null) {
			throw new UsageError(`${origin}: ${mistake}`);
		}
	}
}

type FilterRequest = Pick<ConsoleRequest, 'filter' | 'filters' | 'view' | 'mode' | 'keys'>;
