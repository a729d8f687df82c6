/**
 * The words of a filter text, with their places.
 */
import {type Operator, operators} from './filter-values.ts';
import {termNamed} from './vocabulary.ts';

/** A part of the text: from a position up to another, in UTF-16 units. */
export interface Span {
	readonly from: number;
	readonly to: number;
}

/** A piece of the text between blanks, or in quotes. */
export interface Token extends Span {
	/** The text before the quote. */
	readonly bare: string;
	/** The text in quotes; null if there are none. */
	readonly quoted: string | null;
	readonly isOpen: boolean;
}

/** Splits at blanks that are not in quotes. A quote begins a word or follows an operator. */
export function filterTokens(text: string): readonly Token[] {
	const form = /(?<bare>(?:[^\s"]*[:=<>])?)"(?<quoted>[^"]*)(?<end>"?)|\S+/gu;
	return [...text.matchAll(form)].map(({0: all, index, groups = {}}) => {
		const {bare, quoted, end} = groups;
		return {
			from: index,
			to: index + all.length,
			bare: quoted === undefined ? all : (bare ?? ''),
			quoted: quoted ?? null,
			isOpen: quoted !== undefined && end === '',
		};
	});
}

/** A token that has the form of a term. */
export interface TermForm {
	readonly typedName: string;
	readonly operator: Operator;
	readonly value: string;
}

const termForm = /^(?<name>[a-z][a-z/-]*)(?<operator><=|>=|!=|[:=<>])(?<value>.*)$/isu;

/** The term that a token may be; null if it is a word. Ids of services and IPv6 addresses are words. */
export function termFormOf({bare, quoted}: Pick<Token, 'bare' | 'quoted'>): TermForm | null {
	const {name = '', operator: sign, value = ''} = termForm.exec(bare)?.groups ?? {};
	const operator = operators.find(known => known === sign);
	const isPlain = operator === ':' && /^(?:tcp|udp|sctp|fwm|[\da-f]+)$/i.test(name);
	return operator === undefined || (isPlain && termNamed(name) === undefined)
		? null
		: {typedName: name, operator, value: value + (quoted ?? '')};
}

/** Matches a word that can only be meant as a network. */
export const networkLike = /^[\da-f]*[.:][\da-f.:]*\/\S*$/i;
