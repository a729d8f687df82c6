/**
 * The blocks of a page of documentation, and what their info strings say about running them. docs/extending.md has the
 * rules.
 */

/** A fenced block. */
export interface Block {
	/** Of its first line of text, from 1. */
	readonly line: number;
	/** `sh` and `console` have commands; `file` and `rules` are made before them; others are only read. */
	readonly language: string;
	/** The rest of the info string. */
	readonly marks: string;
	readonly lines: readonly string[];
}

/** A command of a block, and the output that the page shows for it. */
export interface ShownCommand {
	readonly line: number;
	readonly command: string;
	/** The lines of output; null if the page shows none because the block is `sh`. */
	readonly output: readonly string[] | null;
}

/** The meaning of an info string. */
export interface Marks {
	/** Why the commands cannot be run in a test; null if they can. */
	readonly noRun: string | null;
	/** The exit code of the last command. */
	readonly exit: number;
	/** The scene that the commands from here on use; null for the one before. */
	readonly demo: string | null;
}

/** The fenced blocks of a page, in their order. */
export function blocksOf(page: string): readonly Block[] {
	const blocks: Block[] = [];
	let open: {line: number; language: string; marks: string; lines: string[]} | null = null;
	for (const [index, line] of page.split('\n').entries()) {
		const fence = /^```(\S*) ?(.*)$/.exec(line);
		if (open === null && fence !== null) {
			const [, language = '', marks = ''] = fence;
			open = {line: index + 2, language, marks, lines: []};
		} else if (open !== null && line === '```') {
			blocks.push(open);
			open = null;
		} else {
			open?.lines.push(line);
		}
	}

	return blocks;
}

/**
 * Parses the marks of a block.
 * @throws {Error} for a mark that does not exist, and for `no-run` without a reason
 */
export function marksOf({line, marks}: Pick<Block, 'line' | 'marks'>): Marks {
	const noRun = /^no-run\b *(.*)$/.exec(marks);
	if (noRun !== null) {
		if (!noRun[1]) {
			throw new Error(`line ${line}: no-run needs a reason`);
		}

		return {noRun: noRun[1], exit: 0, demo: null};
	}

	const found = {noRun: null, exit: 0, demo: null as string | null};
	for (const mark of marks.split(' ').filter(word => word !== '')) {
		const [, name, value = ''] = /^(exit|demo)=(\S+)$/.exec(mark) ?? [];
		if (name === 'exit') {
			found.exit = Number(value);
		} else if (name === 'demo') {
			found.demo = value;
		} else {
			throw new Error(`line ${line}: '${mark}' is not one of: exit=N, demo=SCENE, no-run REASON`);
		}
	}

	return found;
}

/** The lines of a block with commands; a line that ends with a backslash continues on the next. */
function logicalLines({line, lines}: Block): readonly {line: number; text: string}[] {
	const logical: {line: number; text: string}[] = [];
	let continues = false;
	for (const [index, text] of lines.entries()) {
		const last = logical.at(-1);
		if (continues && last !== undefined) {
			last.text += `\n${text}`;
		} else {
			logical.push({line: line + index, text});
		}

		continues = text.endsWith('\\');
	}

	return logical;
}

/**
 * The commands of an `sh` or `console` block.
 * @throws {Error} if a `console` block does not begin with a prompt
 */
export function commandsOf(block: Block): readonly ShownCommand[] {
	const commands: {line: number; command: string; output: string[] | null}[] = [];
	for (const {line, text} of logicalLines(block)) {
		if (block.language === 'sh') {
			if (text.trim() !== '' && !text.startsWith('#')) {
				commands.push({line, command: text, output: null});
			}
		} else if (text.startsWith('$ ')) {
			commands.push({line, command: text.slice(2), output: []});
		} else {
			const last = commands.at(-1);
			if (last === undefined) {
				throw new Error(`line ${line}: a console block begins with a prompt: $ COMMAND`);
			}

			last.output?.push(...text.split('\n'));
		}
	}

	return commands;
}
