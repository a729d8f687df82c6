/**
 * The list of problems over the view, and the key that goes from one to the next.
 */
import {
	type RowId,
	serverIdOfRow,
	serverRowId,
	serviceOfRowId,
} from '../../console/state/console-row.ts';
import {say} from '../../console/state/message.ts';
import type {ConsoleStore, Frame, Overlay} from '../../console/state/model.ts';
import type {Lines} from '../../console/text/paint.ts';
import {piece} from '../../console/text/paint.ts';
import {wrapText} from '../../console/text/text.ts';
import {countOf} from '../../text/figures.ts';
import {goToRow, type ProblemKind, problemKinds} from '../services/index.ts';
import type {Problem} from './find-problems.ts';
import {problemsOf} from './known-problems.ts';

const origin = 'problems';

/** The meaning of each kind, for the list and the message. */
const sentences: Readonly<Record<ProblemKind, string>> = {
	down: 'no server with a weight above 0: new clients are refused',
	'no-answer': 'no answer: connections stay in SYN_RECV',
	check: 'a check found something (view 7)',
	closed: 'closed by its threshold: no new connections',
	draining: 'draining: weight 0, connections are left',
	drained: 'drained: weight 0, no connection is left',
	outside: 'changed by somebody else',
};

/** The name of a row: a server with its service. */
function nameOf(row: RowId): string {
	const server = serverIdOfRow(row);
	return server === null ? row : `${server} in ${serviceOfRowId(row)}`;
}

const bad: readonly ProblemKind[] = ['down', 'no-answer', 'closed'];

/** All problems, grouped by kind, the worst first. */
function linesOf(problems: readonly Problem[], columns: number): Lines {
	if (problems.length === 0) {
		return [[piece(' Nothing is wrong that lvstop knows of.', 'good')]];
	}

	return problemKinds.flatMap(kind => {
		const rows = problems.filter(problem => problem.kind === kind);
		return rows.length === 0
			? []
			: [
					...wrapText(`${countOf(rows.length, 'row')}: ${sentences[kind]}`, columns - 2).map(
						line => [piece(` ${line}`, bad.includes(kind) ? 'bad' : 'warn')],
					),
					...rows.map(({row}) => [piece(`   ${nameOf(row)}`)]),
				];
	});
}

/** The overlay with all problems; it follows the readings. */
export const problemsOverlay: Omit<Overlay, 'scroll'> = {
	place: 'problems',
	text: state => ({title: 'Problems', lines: linesOf(problemsOf(state), state.size.columns)}),
};

/** Why there is no problem to go to; null if there is one. */
export function noProblem(frame: Frame): string | null {
	return problemsOf(frame).length === 0 ? 'nothing is wrong that lvstop knows of' : null;
}

/** The positions of all rows in the director's order. */
function placesOf({director}: Frame): ReadonlyMap<RowId, number> {
	const rows = (director.live?.services ?? []).flatMap(({id, servers}) => [
		id,
		...servers.map(server => serverRowId(id, server.id)),
	]);
	return new Map(rows.map((row, index) => [row, index]));
}

/** Moves the cursor of the Services view to the next row with a problem; after the last comes the first. */
export function goToNextProblem(store: ConsoleStore): void {
	const state = store.getState();
	const problems = problemsOf(state);
	const places = placesOf(state);
	const here = state.selection.row === null ? -1 : (places.get(state.selection.row.id) ?? -1);
	const later = problems.findIndex(({row}) => (places.get(row) ?? 0) > here);
	const at = Math.max(later, 0);
	const problem = problems[at];
	if (problem !== undefined) {
		const text = `problem ${at + 1} of ${problems.length}: ${nameOf(problem.row)}: ${sentences[problem.kind]}`;
		store.update(goToRow(problem.row), say('info', text, origin));
	}
}
