/**
 * `ipvsadm -L -n -c`: the connection table as ipvsadm prints it.
 *
 * It loses data of /proc/net/ip_vs_conn: lines over 255 characters are split, engine data is cut at its first blank,
 * and the server of an IPv6 connection through an IPv4 tunnel has a wrong address. Read the file if it is readable.
 */
import type {ParserFactory} from '../line-parser.ts';
import type {Connection} from '../listing.ts';
import {connectionTitles} from '../listing-titles.ts';
import {readCount, readEndpoint, refuseCutLine, splitWords, unreadable} from './words.ts';

const expiry = /^(\d{2,}):([0-5]\d)$/;

/** Converts minutes and seconds to seconds. */
function readExpiry(word: string | undefined): number {
	const [, minutes, seconds] =
		expiry.exec(word ?? '') ?? unreadable(`not minutes:seconds: ${word}`);
	return readCount(minutes, 'minutes', 0xffff_ffff) * 60 + Number(seconds);
}

function readEngine(words: readonly string[], withEngine: boolean): Connection['engine'] {
	const [name, data] = words.slice(6);
	if (name === undefined) {
		return null;
	}

	return withEngine && data !== undefined && words.length === 8
		? {name, data}
		: unreadable(`expected 6${withEngine ? ' or 8' : ''} columns, found ${words.length}`);
}

function readConnection(line: string, withEngine: boolean): Connection {
	const words = splitWords(line);
	const [protocol, expires, state, client, virtual, server] = words;
	if (protocol === undefined || state === undefined || server === undefined) {
		return unreadable(`expected 6 columns, found ${words.length}`);
	}

	return {
		protocol: protocol.toLowerCase(),
		client: readEndpoint(client),
		virtual: readEndpoint(virtual),
		server: readEndpoint(server),
		state,
		expires: readExpiry(expires),
		engine: readEngine(words, withEngine),
	};
}

/** Parses `ipvsadm -L -n -c`, with or without `--persistent-conn`, in the order of the listing. */
export const connectionListingParser: ParserFactory<readonly Connection[]> = () => {
	const connections: Connection[] = [];
	let titles: 'none' | 'frame' | 'plain' | 'with-engine' = 'none';

	function title(line: string): void {
		if (titles === 'none' && line === connectionTitles.frame) {
			titles = 'frame';
		} else if (titles === 'frame' && line === connectionTitles.plain) {
			titles = 'plain';
		} else if (titles === 'frame' && line === connectionTitles.withEngine) {
			titles = 'with-engine';
		} else {
			unreadable('not the titles of the connection listing');
		}
	}

	return {
		line(text, terminated) {
			refuseCutLine(terminated);
			if (titles === 'none' || titles === 'frame') {
				title(text);
			} else {
				connections.push(readConnection(text, titles === 'with-engine'));
			}
		},
		end() {
			return titles === 'none' || titles === 'frame'
				? unreadable('the listing ends before its rows')
				: connections;
		},
	};
};
