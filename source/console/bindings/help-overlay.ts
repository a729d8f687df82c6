/**
 * The help: the keys that work here, and the meaning of signs. It can be searched, and uses two columns on a wide screen.
 */
import {type HelpSection, helpSections} from '../keys/help.ts';
import type {Binding, ConsoleState, Frame, Overlay, Reducer} from '../state/model.ts';
import {changesRefused} from '../state/permission.ts';
import {ask, closePrompt} from '../state/prompt.ts';
import {openOverlay} from '../state/screen-actions.ts';
import {type Lines, piece} from '../text/paint.ts';
import {sideBySide} from '../text/side-by-side.ts';
import {fitText, wrapText} from '../text/text.ts';

/** The cells of the keys, and of the signs of the legend. */
const keysWidth = 20;

/** From this width on the help has two columns. */
const wideFrom = 160;

/** The signs of the screen and their meaning. */
const legend: readonly (readonly [string, string])[] = [
	['▾ ▸', 'a service whose servers are shown, or folded away'],
	['>', 'the row at the cursor, if there are no colours'],
	['↑', 'the service of the rows below, if its own row is above the screen'],
	['*', 'a marked row: actions are for all marked servers'],
	['!', 'a row with a finding of a check'],
	['–', 'a figure that is not known'],
	['~6.50', "the kernel's own smoothed rate, until there are two readings"],
	['≠3', 'a value that has changed in the last ten seconds'],
	['1.23k 45.1M', 'thousands, millions; traffic is in bits per second, or bytes'],
	['█▌ 50%', "a server's share of the connections of its service"],
	['▲ ≠ ◆', 'below a graph: a plan of yours, a change by others, both'],
	['▁▃▇', 'new connections per second in the last minutes'],
	['3/4 w>0', 'three of four servers have a weight above 0 (weighted)'],
	['1 dead?', 'one of those does not answer: connections stay in SYN_RECV'],
	['draining', 'weight 0, and connections are left: 12 left, ⇣12'],
	['drained', 'weight 0, and no connection is left'],
];

/** A heading with its lines. */
interface HelpBlock {
	readonly title: string;
	readonly lines: readonly {
		readonly keys: string;
		readonly text: string;
		readonly isUsable: boolean;
		/** Other text that a search finds. */
		readonly also: string;
	}[];
}

function blockOf({title, entries}: HelpSection): HelpBlock {
	return {
		title,
		lines: entries.map(({keys, command, description, disabled}, index) => {
			// If several consecutive keys have the same reason, it is shown once.
			const isSaid = disabled === null || entries[index - 1]?.disabled === disabled;
			return {
				keys,
				text: isSaid ? description : `${description} (now: ${disabled})`,
				isUsable: disabled === null,
				also: `${title} ${command}`,
			};
		}),
	};
}

/** The blocks with only the lines in which all words of the search occur. */
function searched(blocks: readonly HelpBlock[], search: string): readonly HelpBlock[] {
	const words = search.toLowerCase().split(/\s+/);
	return blocks
		.map(block => ({
			...block,
			lines: block.lines.filter(({keys, text, also}) => {
				const all = `${keys} ${text} ${also}`.toLowerCase();
				return words.every(word => all.includes(word));
			}),
		}))
		.filter(({lines}) => lines.length > 0);
}

/** The lines of a block in a column of this width, with an empty one at its end. */
function blockLines({title, lines}: HelpBlock, columns: number): Lines {
	const width = Math.max(20, columns - keysWidth - 4);
	return [
		[piece(` ${title}`, 'strong')],
		...lines.flatMap(({keys, text, isUsable}) =>
			wrapText(text, width).map((line, index) => [
				piece(`   ${fitText(index === 0 ? keys : '', keysWidth)}`, 'key'),
				piece(line, isUsable ? 'text' : 'dim'),
			]),
		),
		[],
	];
}

/** Two columns of about the same length; no block is split. */
function inTwoColumns(blocks: readonly Lines[], columns: number): Lines {
	const width = Math.floor(columns / 2);
	const half = blocks.reduce((sum, {length}) => sum + length, 0) / 2;
	let used = 0;
	let split = blocks.findIndex(({length}) => {
		used += length;
		return used >= half;
	});
	split = split === -1 ? blocks.length : split + 1;
	return sideBySide(blocks.slice(0, split).flat(), blocks.slice(split).flat(), width);
}

/** All lines of the help that match a search; everything if it is empty. */
export function helpLines(state: ConsoleState, search: string): Lines {
	const {columns} = state.size;
	const refused = changesRefused(state);
	const notice =
		refused === null
			? []
			: wrapText(`${refused}. Keys that change something are left out.`, columns - 4).map(line => [
					piece(` ${line}`, 'warn'),
				]);
	const signs = legend.map(([keys, text]) => ({keys, text, isUsable: true, also: 'legend signs'}));
	const blocks = searched(
		[...helpSections(state).map(blockOf), {title: 'Legend', lines: signs}],
		search.trim(),
	);
	if (blocks.length === 0) {
		return [[piece(` Nothing in the help matches '${search.trim()}'.`, 'dim')]];
	}

	const isWide = columns >= wideFrom;
	const column = isWide ? Math.floor(columns / 2) : columns;
	const all = blocks.map(block => blockLines(block, column));
	const lines = isWide ? inTwoColumns(all, columns) : all.flat();
	return [...notice, ...lines.slice(0, -1)];
}

/** The overlay with the keys that work here, and the legend. */
export function helpOverlay(search = ''): Omit<Overlay, 'scroll'> {
	return {
		place: 'help',
		text: state => ({
			title: search.trim() === '' ? 'Keys' : `Keys: ${search.trim()}`,
			lines: helpLines(state, search),
		}),
	};
}

/** Asks for words to search the help for; the help follows while they are typed. */
const askHelpSearch: Reducer = state => {
	const before = state.overlay;
	return ask({
		name: 'help',
		question: () => ' search the help: ',
		typed: text => openOverlay(helpOverlay(text)),
		accept: store => store.update(closePrompt),
		leave: () => ({overlay: before}),
	})(state);
};

/** The key that searches the help. */
export const helpSearchBinding: Binding<Frame> = {
	group: 'Screen',
	changes: false,
	keys: ['/'],
	command: 'search-help',
	description: 'search the help for words',
	where: ['help'],
	hint: {text: 'search', priority: 2},
	run: ({store}) => store.update(askHelpSearch),
};
