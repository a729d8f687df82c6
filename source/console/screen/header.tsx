import type {ReactNode} from 'react';
import type {LiveDirector} from '../../director/polling/live.ts';
import {retryIn, screenAge} from '../../director/staleness.ts';
import {tableInWords} from '../../director/table-words.ts';
import {escapeControls} from '../../text/escape.ts';
import {duration, intervalText} from '../../text/time.ts';
import type {ConsoleState} from '../state/model.ts';
import {changesRefused} from '../state/permission.ts';
import {Lines} from '../text/line.tsx';
import {type Piece, piece, widthOf} from '../text/paint.ts';
import {cutText, fitText, textWidth} from '../text/text.ts';
import {totalsLine} from './totals-line.ts';

/** The cells for the status, so that the text before it does not move. */
const statusWidth = 15;

function status(state: ConsoleState): Piece {
	const {status: name, age} = screenAge(state);
	const text = {
		starting: '◌ starting',
		live: '● live',
		paused: `‖ paused ${duration(age)}`,
		stale: state.director.live === null ? '✗ no reading' : `✗ stale ${duration(age)}`,
	}[name];
	const role = {starting: 'dim', live: 'good', paused: 'warn', stale: 'bad'} as const;
	return piece(fitText(text, statusWidth), role[name]);
}

/**
 * The other owners of the table, with a question mark if that is not certain: `keepalived owns this`, or only the name, or
 * nothing, from long to short.
 */
function ownersTexts({director}: ConsoleState): readonly string[] {
	const owners = director.facts?.owners ?? [];
	const names = owners.map(({kind, doubt}) => (doubt === null ? kind : `${kind}?`));
	const short = `   ${names.join(', ')}`;
	return names.length === 0
		? ['']
		: [`${short} ${names.length === 1 ? 'owns' : 'own'} this`, short, ''];
}

/** Says that keys cannot change anything, and why. */
function permissionText(state: ConsoleState): string {
	if (changesRefused(state) !== null) {
		return 'read-only   ';
	}

	return state.dryRun ? 'dry run   ' : '';
}

/** The source of a director that could be read by netlink. */
function sourceText({source: {from, note}}: LiveDirector): readonly string[] {
	return from === 'netlink' || note !== null ? [`by ${from}`] : [];
}

/** With this many columns or more, the header also shows the requested interval. */
const wideScreen = 100;

/** When a director that could not be reached is tried again. */
function retryText(milliseconds: number): string {
	// Rounded up, so that it never says 0 seconds for long.
	return milliseconds === 0 ? 'trying again' : `next try in ${duration(milliseconds + 999)}`;
}

/** The time between readings, and the reason if it is longer than the requested interval; or when it is tried again. */
function paceText(state: ConsoleState): string {
	const {interval, size, director} = state;
	const {stretched} = director;
	const retry = retryIn(state);
	if (retry !== null) {
		return retryText(retry);
	}

	const asked = intervalText(interval);
	if (stretched === null) {
		return asked;
	}

	const instead = size.columns < wideScreen ? '' : ` instead of ${asked}`;
	return `every ${intervalText(stretched)}${instead}: slow readings`;
}

/** The headlines of features in the header, as far as there is room. */
function headlines(state: ConsoleState, room: number): readonly Piece[] {
	const pieces: Piece[] = [];
	for (const feature of state.assembly.features) {
		// Three blanks before it, and two before what follows.
		const left = room - widthOf(pieces) - 5;
		const headline = feature.headline(state, left);
		if (headline !== null && textWidth(headline.text) <= left) {
			pieces.push(piece('   '), headline);
		}
	}

	return pieces;
}

/**
 * The owners and what features say. Problems come first: on a narrow screen the owners are said in fewer words if more of
 * them can be seen then.
 */
function ownersAndHeadlines(
	state: ConsoleState,
	room: number,
): {readonly owners: string; readonly said: readonly Piece[]} {
	const most = headlines(state, room).length;
	const ways = ownersTexts(state).map(text => {
		const owners = cutText(text, room);
		return {owners, said: headlines(state, room - textWidth(owners))};
	});
	const [first = {owners: '', said: []}] = ways;
	return (
		ways.find(({said}) => said.length === most) ?? ways.find(({said}) => said.length > 0) ?? first
	);
}

/** The program, the director, and how its data is read; less important parts are left out if there is no room. */
function identityLine(state: ConsoleState): readonly Piece[] {
	const {live: director} = state.director;
	const readOnly = permissionText(state);
	const pace = `${paceText(state)}   `;
	const room = state.size.columns - textWidth(readOnly + pace) - statusWidth - 2;
	const program = ' lvstop  ';
	const versions =
		director === null
			? []
			: [`IPVS ${director.ipvs.version}`, tableInWords(director.ipvs), ...sourceText(director)];
	const host = cutText(escapeControls(director?.host ?? ''), room - program.length);
	const {owners, said} = ownersAndHeadlines(state, room - program.length - textWidth(host));
	const used = program.length + textWidth(host) + textWidth(owners) + widthOf(said);
	const after = versions.reduce(
		(text, part) => (used + text.length + part.length + 3 <= room ? `${text}   ${part}` : text),
		'',
	);
	return [
		piece(program, 'title'),
		piece(host, 'strong'),
		piece(owners, 'warn'),
		...said,
		piece(fitText(after, room + 1 - used), 'dim'),
		piece(readOnly, 'warn'),
		piece(pace, state.director.stretched === null && retryIn(state) === null ? 'text' : 'warn'),
		status(state),
	];
}

/** Two lines: the program and the director, and the totals. */
export function Header({state}: {readonly state: ConsoleState}): ReactNode {
	return <Lines theme={state.theme} lines={[identityLine(state), totalsLine(state)]} />;
}
