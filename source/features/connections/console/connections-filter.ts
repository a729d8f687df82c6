/**
 * Errors in the words of a connection filter.
 */
import {type Piece, piece} from '../../../console/text/paint.ts';
import {parseNetwork} from '../table/client-prefix.ts';

/** A word that can only be meant as a network. */
const networkLike = /^[\da-f]*[.:][\da-f.:]*\/\S*$/i;

/** Says which word is no network though it looks like one; null if all words can be looked for. */
export function filterProblem(filter: string): string | null {
	const wrong = filter
		.split(/\s+/)
		.find(word => networkLike.test(word) && parseNetwork(word.toLowerCase()) === null);
	return wrong === undefined ? null : `${wrong} is not a network such as 10.1.0.0/16`;
}

/** The remark on a filter that is being typed: every question costs a reading, so it counts only on Enter. */
export function filterRemark(filter: string): Piece {
	const problem = filterProblem(filter);
	return problem === null
		? piece('   Enter searches for them', 'dim')
		: piece(`   ${problem}`, 'bad');
}
