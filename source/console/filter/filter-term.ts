/**
 * The terms that a column answers: each gives the values of a row that a filter compares.
 */
import {type Names, noNames} from '../../director/names.ts';
import type {IpAddress} from '../../ipvs/address.ts';
import {noFacts, type RowFacts} from '../state/row-facts.ts';
import type {Units} from '../text/figures.ts';
import type {TermName, TermOf} from './vocabulary.ts';

/** The values that a filter depends on besides the rows. */
export interface FilterContext {
	/** The units of traffic on the screen: `in>1M` means what the column shows. */
	readonly units: Units;
	/** The names of addresses. */
	readonly names: Names;
	/** What is known about the rows besides their figures. */
	readonly facts: RowFacts;
}

/** One value or several, of which one has to match; null if it is not known or the row has none. */
type Figures = number | bigint | readonly number[] | null;

/** A term of a column. */
export type FilterTerm<Row> =
	| {
			/** Traffic is in bytes per second. An unknown number matches nothing, with `not` neither. */
			readonly name: TermOf<'number' | 'traffic' | 'port'>;
			readonly values: (row: Row) => Figures;
	  }
	| {
			readonly name: TermOf<'word'>;
			/** All the words, in lower case. */
			readonly words: readonly string[];
			readonly has: (row: Row, word: string, context: FilterContext) => boolean;
	  }
	| {
			readonly name: TermOf<'text'>;
			readonly text: (row: Row, context: FilterContext) => string;
	  }
	| {
			readonly name: TermOf<'network'>;
			readonly addresses: (row: Row) => readonly IpAddress[];
	  };

/** A context without names and facts, for tables about whose rows nothing more is known. */
export const plainContext: FilterContext = {units: 'bits', names: noNames, facts: noFacts};

/** The terms of a view, and the words that the value of one can be. */
export interface FilterView {
	/** The title of the view, for messages. */
	readonly title: string;
	readonly terms: readonly TermHead[];
	/** Why a term of other views has no meaning in this one, if that is not obvious; otherwise null. */
	readonly refuse?: (name: TermName) => string | null;
}

export interface TermHead {
	readonly name: TermName;
	/** The words of a term of the kind `word`. */
	readonly words?: readonly string[];
}
