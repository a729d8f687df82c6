/**
 * Reads `~SEQ(var, start, step, end) …` and `~LST(var, value, …) …` of keepalived.conf, which repeat the rest of the
 * line for each value.
 */

/** A repetition of the rest of a line. */
export interface Repetition {
	readonly variables: readonly string[];
	/** The values of the variables for each repetition. */
	readonly values: Iterable<readonly string[]>;
	readonly rest: string;
}

const head = /^~(SEQx?|LST)\(([^)]*)\)\s*(.*)$/;

function readNumber(text: string): number {
	const number = /^[-+]?(?:\d{1,9}|0x[\da-f]{1,8})$/i.test(text)
		? Number(text.replace(/^\+/, ''))
		: Number.NaN;
	return text.startsWith('-0x') || text.startsWith('-0X') ? -Number(text.slice(1)) : number;
}

function* sequence(
	start: number,
	step: number,
	end: number,
	radix: number,
): Generator<readonly string[]> {
	for (let value = start; step > 0 ? value <= end : value >= end; value += step) {
		yield [value.toString(radix)];
	}
}

function readSequence(radix: number, words: readonly string[]): Omit<Repetition, 'rest'> | null {
	const [variable = '', ...numbers] = words;
	const [one = Number.NaN, two, three] = numbers.map(readNumber);
	const end = three ?? two ?? one;
	const start = two === undefined ? (end > 0 ? 1 : -1) : one;
	const step = (three === undefined ? undefined : two) ?? (end >= start ? 1 : -1);
	const isWrong = numbers.length > 3 || step === 0 || [start, step, end].some(Number.isNaN);
	return variable === '' || isWrong
		? null
		: {variables: [variable], values: sequence(start, step, end, radix)};
}

/** Splits a list at its commas. Items in braces stay together. */
function readItems(text: string): readonly (readonly string[])[] {
	return [...text.matchAll(/\{([^{}]*)\}|([^,{}]+)/g)]
		.map(([, group, single]) => (group ?? single ?? '').split(',').map(word => word.trim()))
		.filter(words => words.some(word => word !== ''));
}

function readList(text: string): Omit<Repetition, 'rest'> | null {
	const [variables, ...values] = readItems(text);
	return variables && values.length > 0 && values.every(({length}) => length === variables.length)
		? {variables, values}
		: null;
}

/** Whether a line begins with a repetition. */
export function isRepetition(line: string): boolean {
	return line.startsWith('~SEQ') || line.startsWith('~LST');
}

/** Reads the repetition at the beginning of a line; null if it is not valid. */
export function readRepetition(line: string): Repetition | null {
	const [, kind = '', inner = '', rest = ''] = head.exec(line) ?? [];
	const read =
		kind === 'LST'
			? readList(inner)
			: kind === ''
				? null
				: readSequence(
						kind === 'SEQx' ? 16 : 10,
						inner.split(',').map(word => word.trim()),
					);
	return read && {...read, rest};
}
