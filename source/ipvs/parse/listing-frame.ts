/**
 * What all listings of services have in common: a version line, two lines of titles, then each service
 * with its servers below it.
 */
import type {ParserFactory} from '../line-parser.ts';
import type {Listing, ListingHeader} from '../listing.ts';
import type {Titles} from '../listing-titles.ts';
import {expectWords, readUnsigned32, refuseCutLine, unreadable} from './words.ts';

/** How one view spells its rows. */
export interface ListingRows<Service, Server> {
	readonly titles: Titles;
	/** A service's line. */
	service(line: string): Service;
	/** Words of a server's line; the first is `->`. */
	readonly serverColumns: number;
	server(words: readonly string[]): Server;
}

const headerLine = /^IP Virtual Server version (\d+\.\d+\.\d+) \(size=(\d+)\)$/;

function readHeader(line: string): ListingHeader | null {
	const [, version, size] = headerLine.exec(line) ?? [];
	return version === undefined ? null : {version, tableSize: readUnsigned32(size, 'the size')};
}

/** Makes the parser of a view: the service with its servers, in the order in which they are listed. */
export function listingFrame<Service extends object, Server>(
	rows: ListingRows<Service, Server>,
): ParserFactory<Listing<Service & {readonly servers: readonly Server[]}>> {
	return () => {
		let header: ListingHeader | null = null;
		let titlesSeen = 0;
		let servers: Server[] | null = null;
		const services: (Service & {readonly servers: readonly Server[]})[] = [];

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

		return {
			line(text, terminated) {
				refuseCutLine(terminated);
				if (titlesSeen < 2) {
					frameLine(text);
				} else if (text.startsWith('  -> ')) {
					const group = servers ?? unreadable('a server before any service');
					group.push(rows.server(expectWords(text, rows.serverColumns)));
				} else {
					servers = [];
					services.push({...rows.service(text), servers});
				}
			},
			end() {
				return titlesSeen < 2 ? unreadable('the listing ends before its rows') : {header, services};
			},
		};
	};
}
