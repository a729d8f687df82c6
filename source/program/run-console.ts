/**
 * lvstop without a subcommand: the console, or printed readings.
 */

import {type ExitCode, exitCode} from '../commands/exit-code.ts';
import {outputColumns, type Program} from '../commands/program.ts';
import type {Session} from '../commands/session.ts';
import type {LiveDirector, LiveService} from '../director/polling/live.ts';
import {createNoAnswerWatch, findNoAnswers, type NoAnswer} from '../features/connections/index.ts';
import {connectionsJson} from '../features/connections/output/connections-json.ts';
import {connectionsQuestion} from '../features/connections/output/connections-question.ts';
import {connectionsText} from '../features/connections/output/connections-text.ts';
import {
	type PrintConnectionsOptions,
	printConnections,
} from '../features/connections/output/print-connections.ts';
import {addressesOf, type NameBook} from '../features/names/index.ts';
import {printEvents} from '../features/outside/print-events.ts';
import {jsonParts, jsonReading} from '../features/services/output/json-reading.ts';
import {printOnce} from '../features/services/output/print-once.ts';
import {printReadings} from '../features/services/output/print-readings.ts';
import {textTable, textTableParts} from '../features/services/output/text-table.ts';
import {asksForNoAnswer} from '../features/services/select-rows.ts';
import {readersOrder, sortFrom} from '../features/services/sort-rows.ts';
import type {ConsoleChoice} from './console-options.ts';
import {openNameBook} from './open-names.ts';

/**
 * Servers that do not answer, for printed readings. A director far away is not looked at: each look would be two more
 * round trips.
 */
function noAnswersOf({output}: Program, session: Session, filter: string) {
	const {port, clock} = session;
	const asks = asksForNoAnswer(filter);
	// A port that gathers takes a round trip for each call.
	const isNear = port.gather === undefined;
	let latest: LiveDirector | null = null;
	let found: readonly NoAnswer[] | null = null;
	/** Whether a look found out, or it was said that none does. */
	let isKnown = false;
	const watch = createNoAnswerWatch({
		port,
		clock,
		director: () => latest,
		onFound(now) {
			found = now;
			isKnown ||= now !== null;
		},
	});
	/**
	 * Says after readings without a look that there was none, if the filter asks for servers that do not answer: no row
	 * would mean that all answer.
	 */
	const remark = () => {
		if (asks && !isKnown) {
			output.writeError(notLooked);
			isKnown = true;
		}
	};
	return {
		/** For a single reading. */
		look: isNear
			? async (services: readonly LiveService[]) => {
					const seen = await findNoAnswers(services, {port, clock});
					isKnown = seen !== null;
					return seen;
				}
			: null,
		remark,
		/** For many readings: looks from time to time from now on, or says at once that it will not. */
		start() {
			if (isNear) {
				watch.start();
			} else {
				remark();
			}
		},
		/** The result of the last look before this reading. */
		at(director: LiveDirector): readonly NoAnswer[] | null {
			latest = director;
			return found;
		},
		stop: watch.stop,
	};
}

const notLooked =
	'lvstop: it is not known which servers do not answer: the connection table was not looked at\n';

/** What the readings that are printed need besides themselves. */
interface Printing {
	readonly book: NameBook;
	readonly noAnswers: ReturnType<typeof noAnswersOf>;
}

/** Prints readings, and on standard error what has to be said about them. */
async function printServices(
	program: Program,
	session: Session,
	{names, filter, count}: ConsoleChoice,
	print: (printing: Printing) => Promise<ExitCode>,
): Promise<ExitCode> {
	const book = openNameBook(names, session.clock);
	const noAnswers = noAnswersOf(program, session, filter);
	try {
		if (count !== 1) {
			noAnswers.start();
		}

		const code = await print({book, noAnswers});
		if (code === exitCode.done) {
			noAnswers.remark();
		}

		return code;
	} finally {
		noAnswers.stop();
		book.stop();
	}
}

/** Prints readings as tables. */
function printTables(
	program: Program,
	session: Session,
	options: ConsoleChoice,
): Promise<ExitCode> {
	const {filter, units, sort, count} = options;
	return printServices(program, session, options, async ({book, noAnswers}) => {
		const table = {
			...{book, look: noAnswers.look, filter, units},
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
					format: director =>
						`${textTable(director, {...table, noAnswers: noAnswers.at(director)})}\n`,
				});
	});
}

/** Prints readings as JSON. */
function printJson(program: Program, session: Session, options: ConsoleChoice): Promise<ExitCode> {
	return printServices(program, session, options, async ({book, noAnswers}) =>
		options.count === 1
			? printOnce(program, {
					...session,
					persistentConnections: true,
					format: look => jsonParts(look, book, options, noAnswers.look),
				})
			: printReadings(program, {
					...session,
					...options,
					persistentConnections: true,
					format(director) {
						book.want(addressesOf(director));
						const found = noAnswers.at(director);
						return `${jsonReading(director, book.names(), options, found)}\n`;
					},
				}),
	);
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
