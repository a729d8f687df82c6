import type {ReactNode} from 'react';
import type {ConsoleState} from '../store/console-state.ts';
import {changesRefused} from '../store/permission.ts';
import {screenAge} from '../store/staleness.ts';
import {countFigure, duration, intervalText, shortFigure, trafficText, unknown} from './figures.ts';
import {sparkline} from './graphics.ts';
import {Lines} from './line.tsx';
import {type Piece, piece} from './paint.ts';
import {cutText, escapeControls, fitText, textWidth} from './text.ts';

/** Cells that the status may take, so that what stands before it does not move. */
const statusWidth = 15;

/** Cells of the graph of new connections per second, one a reading. */
const widestGraph = 60;

function status(state: ConsoleState): Piece {
	const {status: name, age} = screenAge(state);
	const text = {
		starting: '◌ starting',
		live: '● live',
		paused: `‖ paused ${duration(age)}`,
		stale: state.poll.director === null ? '✗ no reading' : `✗ stale ${duration(age)}`,
	}[name];
	const role = {starting: 'dim', live: 'good', paused: 'warn', stale: 'bad'} as const;
	return piece(fitText(text, statusWidth), role[name]);
}

/** Who else manages the table: `keepalived owns this`, with a question mark where that is not certain. */
function ownersText({facts}: ConsoleState): string {
	const owners = facts?.owners ?? [];
	const names = owners.map(({kind, doubt}) => (doubt === null ? kind : `${kind}?`));
	return names.length === 0
		? ''
		: `   ${names.join(', ')} ${names.length === 1 ? 'owns' : 'own'} this`;
}

/** What the person may not expect of the keys that change something. */
function permissionText(state: ConsoleState): string {
	if (changesRefused(state) !== null) {
		return 'read-only   ';
	}

	return state.dryRun ? 'dry run   ' : '';
}

/** Who this is and how its figures are got; what is less important is left out where there is no room. */
function identityLine(state: ConsoleState): readonly Piece[] {
	const {director} = state.poll;
	const readOnly = permissionText(state);
	const interval = `${intervalText(state.interval)}   `;
	const room = state.size.columns - textWidth(readOnly + interval) - statusWidth - 2;
	const program = ' lvstop  ';
	const versions = [`IPVS ${director?.ipvs.version}`, `table ${director?.ipvs.tableSize}`];
	const host = cutText(escapeControls(director?.host ?? ''), room - program.length);
	const owners = cutText(ownersText(state), room - program.length - textWidth(host));
	const used = program.length + textWidth(host) + textWidth(owners);
	const after = (director === null ? [] : versions).reduce(
		(text, part) => (used + text.length + part.length + 3 <= room ? `${text}   ${part}` : text),
		'',
	);
	return [
		piece(program, 'title'),
		piece(host, 'strong'),
		piece(owners, 'warn'),
		piece(fitText(after, room + 1 - used), 'dim'),
		piece(readOnly, 'warn'),
		piece(interval),
		status(state),
	];
}

function traffic(state: ConsoleState, direction: 'inBytes' | 'outBytes', about: string): string {
	const rate = state.poll.director?.totalRates.rates?.[direction];
	const text = rate === undefined ? unknown : about + trafficText(rate, state.units);
	return fitText(text, 10, 'right');
}

/** The totals of the director, with the new connections per second at the last readings. */
export function totalsLine(state: ConsoleState): readonly Piece[] {
	const {poll, totals, size, history} = state;
	if (poll.director === null) {
		return [];
	}

	const {rates, ratesFrom} = poll.director.totalRates;
	const about = ratesFrom === 'kernel' ? '~' : '';
	const connections = rates === null ? unknown : about + shortFigure(rates.connections);
	const groups: readonly (readonly Piece[])[] = [
		[
			piece(countFigure(totals.activeConnections, 5).padStart(6), 'strong'),
			piece(' active', 'dim'),
		],
		[
			piece(countFigure(totals.inactiveConnections, 5).padStart(7), 'strong'),
			piece(' inactive', 'dim'),
		],
		[piece(connections.padStart(8), 'strong'), piece('/s', 'dim')],
		[piece('  in ', 'dim'), piece(traffic(state, 'inBytes', about))],
		[piece('  out ', 'dim'), piece(traffic(state, 'outBytes', about))],
	];
	const pieces: Piece[] = [];
	let used = 0;
	for (const group of groups) {
		const width = group.reduce((sum, {text}) => sum + textWidth(text), 0);
		if (used + width <= size.columns) {
			pieces.push(...group);
			used += width;
		}
	}

	const graphWidth = Math.min(size.columns - used - 3, widestGraph);
	return graphWidth < 4
		? pieces
		: [...pieces, piece('  '), piece(sparkline(history, graphWidth), 'bar')];
}

/** Two lines: who this is, and the totals. */
export function Header({state}: {readonly state: ConsoleState}): ReactNode {
	return <Lines theme={state.theme} lines={[identityLine(state), totalsLine(state)]} />;
}
