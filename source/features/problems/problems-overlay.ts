/**
 * The list of problems over the view, and the key that goes from one to the next.
 */
import {type RowId, rowIdInWords, serverRowId} from '../../console/state/console-row.ts';
import type {DirectorState} from '../../console/state/director-state.ts';
import {say} from '../../console/state/message.ts';
import type {ConsoleStore, Frame, Overlay} from '../../console/state/model.ts';
import type {Lines} from '../../console/text/paint.ts';
import {piece} from '../../console/text/paint.ts';
import {wrapText} from '../../console/text/text.ts';
import {countOf} from '../../text/figures.ts';
import {findingsOnDirector} from '../checks/index.ts';
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

const bad: readonly ProblemKind[] = ['down', 'no-answer', 'closed'];

/** What the checks found about the director, and not about a row. */
function directorLines(director: DirectorState, columns: number): Lines {
	const findings = findingsOnDirector(director);
	return findings.length === 0
		? []
		: [
				[piece(` ${countOf(findings.length, 'finding')} about the director (view 7)`, 'warn')],
				...findings.flatMap(({about, found}) =>
					wrapText(`${about}: ${found}`, columns - 4).map(line => [piece(`   ${line}`)]),
				),
			];
}

/** All problems of rows, grouped by kind, the worst first. */
function rowLines(problems: readonly Problem[], columns: number): Lines {
	return problemKinds.flatMap(kind => {
		const rows = problems.filter(problem => problem.kind === kind);
		return rows.length === 0
			? []
			: [
					...wrapText(`${countOf(rows.length, 'row')}: ${sentences[kind]}`, columns - 2).map(
						line => [piece(` ${line}`, bad.includes(kind) ? 'bad' : 'warn')],
					),
					...rows.map(({row}) => [piece(`   ${rowIdInWords(row)}`)]),
				];
	});
}

/** The overlay with all problems; it follows the readings. */
export const problemsOverlay: Omit<Overlay, 'scroll'> = {
	place: 'problems',
	text(state) {
		const {director, size} = state;
		const lines = [
			...rowLines(problemsOf(state), size.columns),
			...directorLines(director, size.columns),
		];
		const nothing = [[piece(' Nothing is wrong that lvstop knows of.', 'good')]];
		return {title: 'Problems', lines: lines.length === 0 ? nothing : lines};
	},
};

/** Why there is no problem to go to; null if there is one. */
export function noProblem(frame: Frame): string | null {
	if (problemsOf(frame).length > 0) {
		return null;
	}

	const found = findingsOnDirector(frame.director).length;
	return found === 0
		? 'nothing is wrong that lvstop knows of'
		: `no row has a problem, but view 7 has ${countOf(found, 'finding')} about the director`;
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
		const text = `problem ${at + 1} of ${problems.length}: ${rowIdInWords(problem.row)}: ${sentences[problem.kind]}`;
		store.update(goToRow(problem.row), say('info', text, origin));
	}
}
