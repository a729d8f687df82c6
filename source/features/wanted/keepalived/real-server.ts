/**
 * Reads `real_server`: one server of a virtual server.
 */
import {type IpAddress, parseIpAddress} from '../../../ipvs/address.ts';
import {faulty, largestUnsigned, largestWeight, readNumber} from '../read-values.ts';
import {type Problem, problemAt} from '../wanted.ts';
import type {Statement} from './blocks.ts';
import {readPort} from './groups.ts';
import {type Method, readMethod} from './method.ts';

/** A real server as the file describes it. A member is null if the file does not give it. */
export interface ServerBlock {
	readonly statement: Statement;
	readonly address: IpAddress;
	/** 0 if the file does not give one. */
	readonly port: number;
	method: Method | null;
	weight: number | null;
	upperThreshold: number;
	lowerThreshold: number;
	inhibit: boolean | null;
	/** The kinds of health checks, such as `TCP_CHECK`. */
	readonly checks: string[];
	/** The check that sets the weight; null if there is none. */
	weightCheck: string | null;
}

const checkKeyword = /^[A-Z]+_(?:CHECK|GET)$/;

/** Keywords that do not change the table. */
const others = new Set([
	...['alpha', 'connect_timeout', 'retry', 'delay_before_retry', 'warmup', 'delay_loop'],
	...['notify_up', 'notify_down', 'smtp_alert', 'virtualhost', 'snmp_name'],
]);

/** Reads a `<BOOL>` of keepalived. It is true if it is left out. */
export function readBoolean(statement: Statement): boolean {
	const word = statement.words[1]?.toLowerCase() ?? 'on';
	return ['on', 'true', 'yes'].includes(word)
		? true
		: ['off', 'false', 'no'].includes(word)
			? false
			: faulty(statement, `not on or off: ${word}`);
}

/** Refuses a block without its opening or closing brace. */
export function needBraces({fault, block, ...place}: Statement): void {
	if (fault !== null || block === null) {
		faulty(place, fault ?? 'it has no braces');
	}
}

/**
 * Refuses an unknown keyword with braces. keepalived ignores its opening brace, and then closes the surrounding block
 * at its closing brace.
 */
export function refuseUnknownBlock({block, words, ...place}: Statement): void {
	if (block !== null) {
		faulty(
			place,
			`keepalived does not know this block, and loses track of the others: ${words.join(' ')}`,
		);
	}
}

/** Reads the address and the port after the keyword of a statement. */
export function readEndpointWords(statement: Statement): {address: IpAddress; port: number} {
	const [, written = 'nothing', port] = statement.words;
	const address = parseIpAddress(written) ?? faulty(statement, `not an address: ${written}`);
	return {address, port: readPort(statement, port)};
}

function readCheck(server: ServerBlock, statement: Statement): void {
	const [kind = ''] = statement.words;
	server.checks.push(kind);
	const has = (keyword: string) => (statement.block ?? []).some(({words}) => words[0] === keyword);
	if (kind === 'MISC_CHECK' && has('misc_dynamic')) {
		server.weightCheck = 'MISC_CHECK with misc_dynamic';
	} else if (kind === 'FILE_CHECK') {
		server.weightCheck = 'FILE_CHECK';
	}
}

/** Reads a server. `method` is the method of its virtual server at this point of the file; null if none is set. */
export function readRealServer(
	statement: Statement,
	method: Method | null,
	problems: Problem[],
): ServerBlock {
	needBraces(statement);
	const server: ServerBlock = {
		statement,
		...readEndpointWords(statement),
		method,
		weight: null,
		upperThreshold: 0,
		lowerThreshold: 0,
		inhibit: null,
		checks: [],
		weightCheck: null,
	};
	for (const line of statement.block ?? []) {
		const [keyword = '', value] = line.words;
		switch (keyword) {
			case 'weight':
				server.weight = readNumber(line, 'the weight', value, 0, largestWeight);
				break;
			case 'lvs_method':
				server.method = readMethod(line);
				break;
			case 'uthreshold':
				server.upperThreshold = readNumber(line, 'uthreshold', value, 0, largestUnsigned);
				break;
			case 'lthreshold':
				server.lowerThreshold = readNumber(line, 'lthreshold', value, 0, largestUnsigned);
				break;
			case 'inhibit_on_failure':
				server.inhibit = readBoolean(line);
				break;
			default:
				if (checkKeyword.test(keyword)) {
					readCheck(server, line);
				} else if (!others.has(keyword)) {
					refuseUnknownBlock(line);
					problems.push(
						problemAt(
							line,
							'note',
							`not a keyword of a real server, keepalived ignores it: ${keyword}`,
						),
					);
				}
		}
	}

	return server;
}
