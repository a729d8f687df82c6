/**
 * Sequences of ipvsadm commands for which the simulator and the real kernel must give the same answers. Each begins
 * with an empty table, no daemons and the default timeouts.
 */

/** One call of ipvsadm. */
export interface Call {
	readonly words: readonly string[];
	readonly input?: string;
}

/** Calls one after the other. */
export interface CommandSequence {
	readonly name: string;
	readonly calls: readonly Call[];
}

/** A call whose arguments have no blanks in them. */
export function call(line: string): Call {
	return {words: line.split(' ').filter(word => word !== '')};
}

/** A call with arguments that the other form cannot write. */
export function words(...list: readonly string[]): Call {
	return {words: list};
}

/** `ipvsadm -R` with this on its standard input. */
export function restore(input: string): Call {
	return {words: ['-R'], input};
}

/** A sequence; a text is a call. */
export function sequence(name: string, ...calls: readonly (string | Call)[]): CommandSequence {
	return {name, calls: calls.map(each => (typeof each === 'string' ? call(each) : each))};
}
