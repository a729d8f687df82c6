/**
 * The common parts of all service listings: a version line, two title lines, then each service with its servers below
 * it.
 */
import {type ParserFactory, UnreadableLine} from '../line-parser.ts';
import type {Listing, ListingHeader, UnreadableRow, UnreadableService} from '../listing.ts';
import type {Titles} from '../listing-titles.ts';
import type {ServiceKey} from '../service.ts';
import {readServiceKey} from './service-key.ts';
import {expectWords, readUnsigned32, refuseCutLine, splitWords, unreadable} from './words.ts';

/** The row format of one view. */
export interface ListingRows<Service, Server> {
	readonly titles: Titles;
	/** Parses a service's line. */
	service(line: string): Service;
	/** The number of words in a server's line; the first is `->`. */
	readonly serverColumns: number;
	server(words: readonly string[]): Server;
}

const headerLine = /^IP Virtual Server version (\d+\.\d+\.\d+) \(size=(\d+)\)$/;

function readHeader(line: string): ListingHeader | null {
	const [, version, size] = headerLine.exec(line) ?? [];
	return version === undefined ? null : {version, tableSize: readUnsigned32(size, 'the size')};
}

/** The parsed line, or the reason why it cannot be parsed. */
function attempt<T>(read: () => T): {readonly value: T} | {readonly reason: string} {
	try {
		return {value: read()};
	} catch (error) {
		if (error instanceof UnreadableLine) {
			return {reason: error.message};
		}

		throw error;
	}
}

/** The key of a service whose line cannot be parsed as a whole; null if the key cannot be parsed either. */
function keyOf(line: string): ServiceKey | null {
	const read = attempt(() => readServiceKey(splitWords(line)));
	return 'value' in read ? read.value.key : null;
}

/**
 * Creates the parser of a view: services with their servers, in listed order. A row that cannot be parsed is kept with
 * its reason and never hides the others. A text with other titles, or one that is cut off, is refused as a whole.
 */
export function listingFrame<Service extends object, Server>(
	rows: ListingRows<Service, Server>,
): ParserFactory<Listing<Service & {readonly servers: readonly Server[]}, Server>> {
	type Listed = Service & {readonly servers: readonly Server[]};
	return () => {
		let header: ListingHeader | null = null;
		let titlesSeen = 0;
		let lineNumber = 0;
		/** The service of the following servers; `row` is null if its own line could not be parsed. */
		let group: {readonly row: Listed | null; readonly servers: Server[]} | null = null;
		const services: Listed[] = [];
		const unreadableServices: UnreadableService<Server>[] = [];
		const unreadableServers: (UnreadableRow & {readonly service: Listed})[] = [];

		function frameLine(line: string): void {
			if (header === null && titlesSeen === 0) {
				header = readHeader(line);
				if (header) {
					return;
				}
			}

			if (line !== rows.titles[titlesSeen]) {
				unreadable('not the titles of this listing');
			}

			titlesSeen += 1;
		}

		function serviceLine(text: string): void {
			const servers: Server[] = [];
			const read = attempt(() => rows.service(text));
			if ('value' in read) {
				const row = {...read.value, servers};
				services.push(row);
				group = {row, servers};
			} else {
				const {reason} = read;
				unreadableServices.push({lineNumber, text, reason, key: keyOf(text), servers});
				group = {row: null, servers};
			}
		}

		function serverLine(text: string): void {
			const {row, servers} = group ?? unreadable('a server before any service');
			const read = attempt(() => rows.server(expectWords(text, rows.serverColumns)));
			if ('value' in read) {
				servers.push(read.value);
			} else if (row !== null) {
				unreadableServers.push({lineNumber, text, reason: read.reason, service: row});
			}
		}

		return {
			line(text, terminated) {
				lineNumber += 1;
				refuseCutLine(terminated);
				if (titlesSeen < 2) {
					frameLine(text);
				} else if (text.startsWith('  -> ')) {
					serverLine(text);
				} else {
					serviceLine(text);
				}
			},
			end() {
				if (titlesSeen < 2) {
					unreadable('the listing ends before its rows');
				}

				return {
					header,
					services,
					...(unreadableServices.length > 0 ? {unreadable: unreadableServices} : {}),
					...(unreadableServers.length > 0 ? {unreadableServers} : {}),
				};
			},
		};
	};
}
