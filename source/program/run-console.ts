/**
 * lvstop without a subcommand: the console, or printed readings.
 */

import type {ExitCode} from '../commands/exit-code.ts';
import {outputColumns, type Program} from '../commands/program.ts';
import type {Session} from '../commands/session.ts';
import {connectionsJson} from '../features/connections/output/connections-json.ts';
import {connectionsQuestion} from '../features/connections/output/connections-question.ts';
import {connectionsText} from '../features/connections/output/connections-text.ts';
import {
	type PrintConnectionsOptions,
	printConnections,
} from '../features/connections/output/print-connections.ts';
import {addressesOf} from '../features/names/index.ts';
import {printEvents} from '../features/outside/print-events.ts';
import {jsonParts, jsonReading} from '../features/services/output/json-reading.ts';
import {printOnce} from '../features/services/output/print-once.ts';
import {printReadings} from '../features/services/output/print-readings.ts';
import {textTable, textTableParts} from '../features/services/output/text-table.ts';
import {readersOrder, sortFrom} from '../features/services/sort-rows.ts';
import type {ConsoleChoice} from './console-options.ts';
import {openNameBook} from './open-names.ts';

/** Prints readings as tables. */
async function printTables(
	program: Program,
	session: Session,
	options: ConsoleChoice,
): Promise<ExitCode> {
	const {filter, units, sort, count} = options;
	const book = openNameBook(options.names, session.clock);
	const table = {
		book,
		filter,
		units,
		sort: sort === null ? readersOrder : sortFrom(sort),
		columns: outputColumns(program),
	};
	try {
		return count === 1
			? await printOnce(program, {
					...session,
					persistentConnections: false,
					format: look => textTableParts(look, table),
				})
			: await printReadings(program, {
					...session,
					...options,
					persistentConnections: false,
					format: director => `${textTable(director, table)}\n`,
				});
	} finally {
		book.stop();
	}
}

/** Prints readings as JSON. */
async function printJson(
	program: Program,
	session: Session,
	options: ConsoleChoice,
): Promise<ExitCode> {
	const book = openNameBook(options.names, session.clock);
	try {
		return options.count === 1
			? await printOnce(program, {
					...session,
					persistentConnections: true,
					format: look => jsonParts(look, book, options),
				})
			: await printReadings(program, {
					...session,
					...options,
					persistentConnections: true,
					format(director) {
						book.want(addressesOf(director));
						return `${jsonReading(director, book.names(), options)}\n`;
					},
				});
	} finally {
		book.stop();
	}
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
				? (host, reading, names) => `${connectionsJson(host, reading, names)}\n`
				: (host, reading, names) => `${connectionsText(host, reading, names).join('\n')}\n`;
		const question = connectionsQuestion(options);
		const book = openNameBook(options.names, session.clock);
		return printConnections(program, {...session, ...options, question, format, book}).finally(
			book.stop,
		);
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
