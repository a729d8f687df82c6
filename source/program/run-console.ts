/**
 * lvstop without a subcommand: the console, or printed readings.
 */

import type {ExitCode} from '../commands/exit-code.ts';
import {outputColumns, type Program} from '../commands/program.ts';
import type {Session} from '../commands/session.ts';
import {plainContext} from '../console/filter/filter-term.ts';
import {connectionsJson} from '../features/connections/output/connections-json.ts';
import {connectionsQuestion} from '../features/connections/output/connections-question.ts';
import {connectionsText} from '../features/connections/output/connections-text.ts';
import {
	type PrintConnectionsOptions,
	printConnections,
} from '../features/connections/output/print-connections.ts';
import {printEvents} from '../features/outside/print-events.ts';
import {jsonParts, jsonReading} from '../features/services/output/json-reading.ts';
import {printOnce} from '../features/services/output/print-once.ts';
import {printReadings} from '../features/services/output/print-readings.ts';
import {textTable, textTableParts} from '../features/services/output/text-table.ts';
import {readersOrder, sortFrom} from '../features/services/sort-rows.ts';
import type {ConsoleChoice} from './console-options.ts';

/** Prints readings as tables. */
function printTables(
	program: Program,
	session: Session,
	options: ConsoleChoice,
): Promise<ExitCode> {
	const {filter, units, sort, count} = options;
	const table = {
		filter,
		units,
		sort: sort === null ? readersOrder : sortFrom(sort),
		columns: outputColumns(program),
	};
	return count === 1
		? printOnce(program, {
				...session,
				persistentConnections: false,
				format: look => textTableParts(look, table),
			})
		: printReadings(program, {
				...session,
				...options,
				persistentConnections: false,
				format: director => `${textTable(director, table)}\n`,
			});
}

/** Prints readings as JSON objects. */
function printJson(program: Program, session: Session, options: ConsoleChoice): Promise<ExitCode> {
	const {filter, units, count} = options;
	const wanted = {filter, context: {...plainContext, units}};
	return count === 1
		? printOnce(program, {
				...session,
				persistentConnections: true,
				format: look => jsonParts(look, wanted),
			})
		: printReadings(program, {
				...session,
				...options,
				persistentConnections: true,
				format: director => `${jsonReading(director, wanted)}\n`,
			});
}

/** Loaded lazily: the console takes longer to load than many subcommands take to run. */
const importConsole = () => import('./show-console.ts');

/** Shows the console or prints readings. Returns the exit code. */
export async function runConsole(
	program: Program,
	session: Session,
	options: ConsoleChoice,
): Promise<ExitCode> {
	const isPrinted =
		options.mode === 'json' || (options.mode === 'text' && options.keys.length === 0);
	if (options.view === 'connections' && isPrinted) {
		const format: PrintConnectionsOptions['format'] =
			options.mode === 'json'
				? (host, reading) => `${connectionsJson(host, reading)}\n`
				: (host, reading) => `${connectionsText(host, reading).join('\n')}\n`;
		const question = connectionsQuestion(options);
		return printConnections(program, {
			...session,
			...options,
			question,
			format,
		});
	}

	switch (options.mode) {
		case 'json':
			return printJson(program, session, options);
		case 'events':
			return printEvents(program, {...session, ...options});
		case 'text':
			return options.keys.length > 0
				? (await importConsole()).printFrame(program, session, options)
				: printTables(program, session, options);
		case 'console':
			return (await importConsole()).showConsole(program, session, options);
	}
}
