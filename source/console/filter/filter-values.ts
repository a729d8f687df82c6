/**
 * Values of the terms of a filter: numbers with the prefixes that columns print, networks, ports.
 */
import {familyOf, parseIpAddress, parsePort} from '../../ipvs/address.ts';
import {addressBits, type Network, parseNetwork} from '../../ipvs/network.ts';
import type {Units} from '../text/figures.ts';

/** How a value is compared. `:` means `=` for numbers, and "contains" for texts. */
export const operators = ['<=', '>=', '!=', ':', '=', '<', '>'] as const;

export type Operator = (typeof operators)[number];

/** A number as typed. */
export interface TypedNumber {
	readonly number: number;
	/** The unit after it, `b` or `B`: bits or bytes; null if none was typed. */
	readonly unit: Units | null;
}

const prefixes: Readonly<Record<string, number>> = {
	'': 1,
	k: 1e3,
	m: 1e6,
	g: 1e9,
	t: 1e12,
	p: 1e15,
	e: 1e18,
};

const numberForm = /^(\d+(?:\.\d+)?|\.\d+)([kmgtpe]?)$/i;

/** Parses `5`, `0.5`, `1k`, `2.5M`; null if it is not a number. */
export function parseFigure(text: string): number | null {
	const [, digits, prefix = ''] = numberForm.exec(text) ?? [];
	const factor = prefixes[prefix.toLowerCase()];
	return digits === undefined || factor === undefined ? null : Number(digits) * factor;
}

/** Parses a figure of traffic, which can end in `b` for bits or `B` for bytes: `1M`, `1Mb`, `1MB`. */
export function parseTraffic(text: string): TypedNumber | null {
	const [, figure = '', unit = ''] = /^(.*?)([bB]?)$/s.exec(text) ?? [];
	const number = parseFigure(figure);
	return number === null
		? null
		: {number, unit: unit === '' ? null : unit === 'b' ? 'bits' : 'bytes'};
}

/** Parses a port. */
export const parsePortValue = parsePort;

/** Parses `10.0.1.0/24` or `10.0.0.8` as a network; null if it is neither. */
export function parseNetworkValue(text: string): Network | null {
	const address = parseIpAddress(text);
	return address === null ? parseNetwork(text) : {address, prefix: addressBits(familyOf(address))};
}

/** Compares a value with a number. */
export function compareNumbers(
	value: number | bigint,
	operator: Operator,
	number: number,
): boolean {
	switch (operator) {
		case ':':
		case '=':
			return Number(value) === number;
		case '!=':
			return Number(value) !== number;
		case '<':
			return value < number;
		case '<=':
			return value <= number;
		case '>':
			return value > number;
		case '>=':
			return value >= number;
	}
}
