/**
 * Reads the blocks of keepalived.conf: statements with their words, each with the statements between its braces.
 */
import {type Place, type Problem, problemAt, type SourceLine} from '../wanted.ts';
import {splitLine} from './words.ts';

/** A statement. */
export interface Statement extends Place {
	/** At least one word, except for braces without anything before them. */
	readonly words: readonly string[];
	/** The statements between its braces; null if it has none. */
	readonly block: readonly Statement[] | null;
	/** The fault of its braces; null if there is none. */
	readonly fault: string | null;
}

interface OpenStatement extends Place {
	readonly words: readonly string[];
	block: OpenStatement[] | null;
	fault: string | null;
}

/** Keywords that are only allowed at the top level. Inside another block, one of them shows that a brace is missing. */
const onlyAtTop = new Set([
	'global_defs',
	'virtual_server',
	'virtual_server_group',
	'vrrp_instance',
	'vrrp_script',
	'vrrp_sync_group',
]);

/** The statements at the top level, and the problems with braces. */
export interface Blocks {
	readonly statements: readonly Statement[];
	readonly problems: readonly Problem[];
}

/** Reads the blocks of lines. A missing brace makes its own block unusable, and no other. */
export function parseBlocks(lines: readonly SourceLine[]): Blocks {
	const top: OpenStatement[] = [];
	const problems: Problem[] = [];
	/** The statements with open braces, the outermost first. */
	const open: OpenStatement[] = [];
	/** The statement that an opening brace would belong to. */
	let last = null as OpenStatement | null;

	const closeAllBefore = (place: Place) => {
		const [outer] = open;
		if (outer) {
			outer.fault = `its block is not closed before ${place.file}:${place.line}`;
			if (!outer.words[0]?.startsWith('virtual_server')) {
				problems.push(problemAt(outer, 'note', `${outer.words.join(' ')}: ${outer.fault}`));
			}
		}

		open.length = 0;
	};

	const put = ({file, line}: Place, words: readonly string[]) => {
		if (open.length > 0 && onlyAtTop.has(words[0] ?? '')) {
			closeAllBefore({file, line});
		}

		last = {file, line, words, block: null, fault: null};
		(open.at(-1)?.block ?? top).push(last);
		return last;
	};

	for (const place of lines) {
		let words: string[] = [];
		const flush = () => {
			if (words.length > 0) {
				put(place, words);
				words = [];
			}
		};
		for (const token of splitLine(place.text)) {
			if ('word' in token) {
				words.push(token.word);
			} else if (token.brace === '{') {
				flush();
				const owner: OpenStatement = last && last.block === null ? last : put(place, []);
				owner.block = [];
				open.push(owner);
				last = null;
			} else {
				flush();
				last = null;
				if (open.pop() === undefined) {
					problems.push(problemAt(place, 'note', 'a closing brace without an opening one'));
				}
			}
		}

		flush();
	}

	const end = lines.at(-1);
	if (end) {
		closeAllBefore({file: end.file, line: end.line + 1});
	}

	return {statements: top, problems};
}
