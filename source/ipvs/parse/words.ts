/**
 * Splits a line into words and parses numbers strictly: an unexpected word is an error, never a guess.
 */
import {type Endpoint, parseEndpoint} from '../address.ts';
import {UnreadableLine} from '../line-parser.ts';
import {visibleText} from '../visible-text.ts';

const wordPattern = /[^ \t]+/g;
const countText = /^\d{1,15}$/;
const counterText = /^\d{1,20}$/;

/** Throws an error for a line. Invisible characters that the reason quotes are made visible. */
export function unreadable(reason: string): never {
	throw new UnreadableLine(visibleText(reason));
}

/** Refuses a truncated last line. */
export function refuseCutLine(terminated: boolean): void {
	if (!terminated) {
		unreadable('the text was cut off in this line');
	}
}

/** A word as shown in an error. */
export function shown(word: string | undefined): string {
	return word ?? 'nothing';
}

/** Splits at blanks. */
export function splitWords(line: string): readonly string[] {
	return line.match(wordPattern) ?? [];
}

/** Splits a line that must have this number of words. */
export function expectWords(line: string, count: number): readonly string[] {
	const words = splitWords(line);
	if (words.length !== count) {
		unreadable(`expected ${count} columns, found ${words.length}`);
	}

	return words;
}

/** A decimal number from 0 to `largest`. `what` names it in errors. */
export function readCount(word: string | undefined, what: string, largest: number): number {
	const count = word !== undefined && countText.test(word) ? Number(word) : Number.NaN;
	return count <= largest
		? count
		: unreadable(`${what} is not a number from 0 to ${largest}: ${shown(word)}`);
}

const writtenNumber = /^(?:\+?\d+|-0+)$/;

/**
 * A decimal number from `least` to `largest` as written for ipvsadm, which reads it with strtol: a plus sign and
 * leading zeros are allowed, and -0 is 0. `what` names it in errors.
 */
export function readWrittenNumber(word: string, what: string, largest: number, least = 0): number {
	const number = writtenNumber.test(word) ? Math.abs(Number(word)) : Number.NaN;
	return number >= least && number <= largest
		? number
		: unreadable(`${what} is not a number from ${least} to ${largest}: ${word}`);
}

/** A number that the kernel prints as unsigned 32-bit. */
export function readUnsigned32(word: string | undefined, what: string): number {
	return readCount(word, what, 0xffff_ffff);
}

/** A number that the kernel prints as signed 32-bit and that cannot be negative. */
export function readSigned31(word: string | undefined, what: string): number {
	return readCount(word, what, 0x7fff_ffff);
}

const negativeText = /^-\d{1,10}$/;

/**
 * An unsigned 32-bit number printed as if it were signed, so that the upper half is negative: firewall marks in
 * ipvsadm, jiffies and connections in /proc/net/ip_vs.
 */
export function readSignedPrint(word: string | undefined, what: string): number {
	if (word === undefined || !negativeText.test(word)) {
		return readUnsigned32(word, what);
	}

	const number = Number(word);
	return number >= -0x8000_0000 && number < 0
		? number + 0x1_0000_0000
		: unreadable(`${what} is not a 32-bit number: ${shown(word)}`);
}

/** An exact count of any size. */
export function readCounter(word: string | undefined, what: string): bigint {
	return word !== undefined && counterText.test(word)
		? BigInt(word)
		: unreadable(`${what} is not a number: ${shown(word)}`);
}

const moduleName = /^[a-z0-9][\w.-]{0,15}$/i;

/** Words that appear in the scheduler's place if its name is missing. */
const notNames = new Set(['ops', 'persistent', 'pe', 'mask']);

/** Whether a word can be the name of a scheduler or a persistence engine. */
export function isName(word: string): boolean {
	return moduleName.test(word) && !notNames.has(word);
}

/** The name of a scheduler or a persistence engine: that of a kernel module. */
export function readName(word: string | undefined, what: string): string {
	return word !== undefined && isName(word)
		? word
		: unreadable(`not the name of ${what}: ${shown(word)}`);
}

/** Parses `10.0.0.8:80` or `[2001:db8::8]:80`. */
export function readEndpoint(word: string | undefined): Endpoint {
	return (
		(word === undefined ? null : parseEndpoint(word)) ??
		unreadable(`not a numeric address with a port: ${shown(word)}`)
	);
}
