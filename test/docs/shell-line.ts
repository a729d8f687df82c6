/**
 * Splits a command line of a page as a shell would: words with quotes, pipes, and files for input and output.
 */

/** A program with its arguments. */
export interface Simple {
	readonly words: readonly [string, ...string[]];
	/** The file of its standard input, and of its output; null for none. */
	readonly from: string | null;
	readonly to: string | null;
}

/** A word, or an operator of the shell. */
interface Token {
	readonly text: string;
	readonly isOperator: boolean;
}

const token =
	/\\\n|\s+|(?<operator>\|\||&&|[|<>;&])|(?<comment>#.*)|(?<word>(?:'[^']*'|"[^"]*"|[^\s'"|<>;&])+)/y;

function tokensOf(line: string): readonly Token[] {
	const tokens: Token[] = [];
	token.lastIndex = 0;
	while (token.lastIndex < line.length) {
		const start = token.lastIndex;
		const found = token.exec(line);
		if (found === null) {
			throw new Error(`cannot read the rest of the line: ${line.slice(start)}`);
		}

		const {operator, word} = found.groups ?? {};
		if (operator !== undefined) {
			tokens.push({text: operator, isOperator: true});
		} else if (word !== undefined) {
			tokens.push({text: word.replaceAll(/'([^']*)'|"([^"]*)"/g, '$1$2'), isOperator: false});
		}
	}

	return tokens;
}

/**
 * The programs of a pipeline, in their order.
 * @throws {Error} for what only a real shell understands
 */
export function splitLine(line: string): readonly Simple[] {
	const programs: {words: string[]; from: string | null; to: string | null}[] = [];
	let present = {words: [] as string[], from: null as string | null, to: null as string | null};
	programs.push(present);
	let file: 'from' | 'to' | null = null;
	for (const {text, isOperator} of tokensOf(line)) {
		if (!isOperator && file !== null) {
			present[file] = text;
			file = null;
		} else if (!isOperator) {
			present.words.push(text);
		} else if (text === '|') {
			present = {words: [], from: null, to: null};
			programs.push(present);
		} else if (text === '<' || text === '>') {
			file = text === '<' ? 'from' : 'to';
		} else {
			throw new Error(`the shell's ${text} cannot be run in a test`);
		}
	}

	return programs.map(({words: [first, ...rest], from, to}) => {
		if (first === undefined) {
			throw new Error('a program is missing');
		}

		return {words: [first, ...rest], from, to};
	});
}
