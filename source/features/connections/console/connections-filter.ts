/**
 * Error messages for connection filters.
 */
import {type Piece, piece} from '../../../console/text/paint.ts';
import {parseNetwork} from '../../../ipvs/network.ts';

/** Matches a word that can only be meant as a network. */
const networkLike = /^[\da-f]*[.:][\da-f.:]*\/\S*$/i;

/** Says which word looks like a network but is none; null if every word can be searched for. */
export function filterProblem(filter: string): string | null {
	const wrong = filter
		.split(/\s+/)
		.find(word => networkLike.test(word) && parseNetwork(word.toLowerCase()) === null);
	return wrong === undefined ? null : `${wrong} is not a network such as 10.1.0.0/16`;
}

/**
 * The remark beside a filter that is being typed. It is applied only on Enter, because every question costs a reading.
 */
export function filterRemark(filter: string): Piece {
	const problem = filterProblem(filter);
	return problem === null
		? piece('   Enter searches for them', 'dim')
		: piece(`   ${problem}`, 'bad');
}
