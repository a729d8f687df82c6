/**
 * Parses a service's line in the listings that show its rule: scheduler, flags, persistence.
 */
import type {AddressFamily} from '../address.ts';
import {parseIpv4} from '../ipv4.ts';
import {canonicalSchedulerFlags} from '../scheduler.ts';
import {fullNetmask, type Persistence, type ServiceRule} from '../service.ts';
import {readServiceKey} from './service-key.ts';
import {readCount, readName, readUnsigned32, shown, splitWords, unreadable} from './words.ts';

/** A netmask as `-M` accepts it: dotted for IPv4, 1 to 128 for IPv6. */
export function readNetmask(family: AddressFamily, word: string | undefined): string {
	if (family === 'ipv4') {
		return word !== undefined && parseIpv4(word) !== null
			? word
			: unreadable(`not a dotted netmask: ${shown(word)}`);
	}

	const prefix = readCount(word, 'the prefix length', 128);
	return prefix === 0 ? unreadable('0 is not a prefix length') : String(prefix);
}

/** Comma-separated flag names, in canonical order. Extra commas are ignored, as in ipvsadm. */
export function readSchedulerFlags(scheduler: string, list: string): readonly string[] {
	const names = list.split(',').filter(name => name !== '');
	return (
		(names.length > 0 ? canonicalSchedulerFlags(scheduler, names) : null) ??
		unreadable(`not flags of the scheduler ${scheduler}: ${list}`)
	);
}

/** The words after the service's name, taken one by one. */
class Words {
	readonly #words: readonly string[];
	#next = 0;

	constructor(words: readonly string[]) {
		this.#words = words;
	}

	peek(): string | undefined {
		return this.#words[this.#next];
	}

	take(): string | undefined {
		this.#next += 1;
		return this.#words[this.#next - 1];
	}

	/** Takes the next word if it matches. */
	takeIf(word: string): boolean {
		const found = this.peek() === word;
		this.#next += Number(found);
		return found;
	}
}

function readPersistence(words: Words, family: AddressFamily): Persistence {
	const timeout = readUnsigned32(words.take(), 'the persistence timeout');
	const netmask = words.takeIf('mask') ? readNetmask(family, words.take()) : fullNetmask(family);
	return {timeout, netmask};
}

function readListedFlags(words: Words, scheduler: string): readonly string[] {
	const next = words.peek();
	if (!next?.startsWith('(') || !next.endsWith(')')) {
		return [];
	}

	words.take();
	return readSchedulerFlags(scheduler, next.slice(1, -1));
}

/**
 * Parses `TCP 10.1.1.1:80 sh (sh-port) persistent 60 mask 255.255.255.0 pe sip ops`. The engine of a service without
 * persistence is not printed, so it is null here; `ipvsadm -S` has it.
 */
export function readServiceRule(line: string): ServiceRule {
	const {key, rest} = readServiceKey(splitWords(line));
	const words = new Words(rest);
	const scheduler = readName(words.take(), 'a scheduler');
	const schedulerFlags = readListedFlags(words, scheduler);
	const persistence = words.takeIf('persistent') ? readPersistence(words, key.family) : null;
	const engine = persistence && words.takeIf('pe') ? readName(words.take(), 'an engine') : null;
	const onePacket = words.takeIf('ops');
	if (words.peek() !== undefined) {
		unreadable(`unknown word: ${words.peek()}`);
	}

	return {key, scheduler, schedulerFlags, persistence, engine, onePacket};
}
