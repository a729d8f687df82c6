/**
 * Saving rules, and what is done with single snapshots.
 */

import type {ConsoleState, Overlay} from '../../../console/state/console-state.ts';
import type {ConsoleStore, Reducer} from '../../../console/state/console-store.ts';
import {say} from '../../../console/state/message-reducers.ts';
import {closePrompt} from '../../../console/state/prompt-reducers.ts';
import {reasonOf} from '../../../console/state/reason.ts';
import {diffRules} from '../../../ipvs/diff.ts';
import type {RuleSet} from '../../../ipvs/rule-set.ts';
import {changeCounts, describeCounts} from '../restore/change-counts.ts';
import {diffLines} from '../restore/diff-lines.ts';
import {savedInWords} from '../restore/restore-words.ts';
import {liveRules, loadSnapshots} from './follow-snapshots.ts';
import {askRestore} from './restore-actions.ts';
import type {SavedSnapshot, SaveRequest} from './snapshot-deps.ts';
import {
	isQuestion,
	type SnapshotAsk,
	type SnapshotPrompt,
	snapshotPrompt,
} from './snapshot-prompt.ts';
import {cursorSnapshot, markedSnapshots} from './snapshots-list.ts';

const origin = 'snapshots';

/** Does something with files; what goes wrong is said, and further changes are made then. */
async function attempt(
	store: ConsoleStore,
	work: () => Promise<void>,
	...afterFailure: readonly Reducer[]
): Promise<void> {
	try {
		await work();
	} catch (error) {
		store.update(say('error', reasonOf(error), origin), ...afterFailure);
	}
}

/** Opens a prompt. */
export function ask(store: ConsoleStore, about: SnapshotAsk, text = ''): void {
	store.update(() => ({prompt: snapshotPrompt(about, text)}));
}

/** Asks for a new name, a new note, or whether to delete, of the snapshot that the cursor is on. */
export function askAbout(store: ConsoleStore, what: 'rename' | 'note' | 'delete'): void {
	const snapshot = cursorSnapshot(store.getState());
	if (snapshot !== null) {
		const texts = {rename: snapshot.name, note: snapshot.note, delete: ''} as const;
		ask(store, {what, snapshot}, texts[what]);
	}
}

/** Asks what to restore: in the Snapshots view the cursor's snapshot is meant, elsewhere it is typed. */
export function askWhatToRestore(store: ConsoleStore): Promise<void> {
	return attempt(store, async () => {
		const state = store.getState();
		const snapshot = state.view === 'snapshots' ? cursorSnapshot(state) : null;
		if (snapshot !== null) {
			await askRestore(store, snapshot.path);
			return;
		}

		const [newest] = await store.deps.snapshots.list();
		ask(store, {what: 'restore', newest: newest?.path ?? null});
	});
}

async function save(store: ConsoleStore, request: SaveRequest): Promise<void> {
	const answer = await store.deps.snapshots.save(request);
	if (answer.exists !== undefined) {
		ask(store, {what: 'replace', file: answer.exists});
		return;
	}

	store.update(say('info', savedInWords(answer.rules, answer.path), origin));
}

/** Does what was asked for, with the text that was typed. */
async function carryOut(store: ConsoleStore, about: SnapshotAsk, typed: string): Promise<void> {
	const {snapshots} = store.deps;
	const text = typed.trim();
	switch (about.what) {
		case 'save':
			return save(store, {file: null, note: text, replace: false});
		case 'save-file':
			return text === ''
				? store.update(say('info', 'no file was named: nothing is saved', origin))
				: save(store, {file: text, note: '', replace: false});
		case 'replace':
			return save(store, {file: about.file, note: '', replace: true});
		case 'restore': {
			const word = text === '' ? about.newest : text;
			return word === null
				? store.update(say('info', 'nothing was named: nothing is restored', origin))
				: askRestore(store, word);
		}

		case 'rename':
			if (text !== '' && text !== about.snapshot.name) {
				await snapshots.rename(about.snapshot, text);
			}

			return;
		case 'note':
			return snapshots.note(about.snapshot, text);
		case 'delete':
			await snapshots.remove(about.snapshot);
			store.update(say('info', `deleted: ${about.snapshot.path}`, origin));
	}
}

/** Opens a prompt again with what was typed at it: a word that was wrong need not be typed anew. */
function askAgain(prompt: SnapshotPrompt): Reducer {
	return state => (state.prompt === null && !isQuestion(prompt) ? {prompt} : {});
}

/** Takes the answer to what is asked. */
export async function acceptSnapshotPrompt(store: ConsoleStore): Promise<void> {
	const {prompt} = store.getState();
	if (prompt?.kind !== 'snapshot') {
		return;
	}

	store.update(closePrompt);
	await attempt(store, () => carryOut(store, prompt.ask, prompt.input.text), askAgain(prompt));
	if (store.getState().view === 'snapshots') {
		await loadSnapshots(store);
	}
}

function show(store: ConsoleStore, overlay: Overlay): void {
	store.update(() => ({overlay}));
}

/** Shows the rules of the cursor's snapshot as they stand in its file. */
export function lookAtSnapshot(store: ConsoleStore): Promise<void> {
	return attempt(store, async () => {
		const snapshot = cursorSnapshot(store.getState());
		if (snapshot !== null) {
			const {name, text} = await store.deps.snapshots.read(snapshot.path);
			const lines = text.split('\n').slice(0, text.endsWith('\n') ? -1 : undefined);
			show(store, {kind: 'rules', title: name, lines, scroll: 0});
		}
	});
}

/** Why nothing can be compared; null where something can. */
export function compareRefused(state: ConsoleState): string | null {
	if (markedSnapshots(state).length === 2) {
		return null;
	}

	if (cursorSnapshot(state) === null) {
		return 'there is no snapshot';
	}

	return liveRules(state) === null
		? 'the rules of the director are not known: mark two snapshots with Space to compare them'
		: null;
}

/** What is compared: the rules to begin with and their name, and the snapshot that leads on from them. */
async function sidesOf(
	store: ConsoleStore,
): Promise<{name: string; rules: RuleSet; other: SavedSnapshot} | null> {
	const state = store.getState();
	const [older, newer] = markedSnapshots(state);
	if (older !== undefined && newer !== undefined) {
		return {other: newer, ...(await store.deps.snapshots.read(older.path))};
	}

	const rules = liveRules(state);
	const other = cursorSnapshot(state);
	return rules === null || other === null ? null : {name: 'live', rules, other};
}

/**
 * Shows what differs: between the two marked snapshots, or else what a restore of the cursor's one would
 * change on the director.
 */
export function compareSnapshots(store: ConsoleStore): Promise<void> {
	return attempt(store, async () => {
		const sides = await sidesOf(store);
		if (sides !== null) {
			const {rules} = await store.deps.snapshots.read(sides.other.path);
			const diff = diffRules(sides.rules, rules);
			show(store, {
				kind: 'difference',
				title: `${sides.name} → ${sides.other.name}`,
				counts: describeCounts(changeCounts(diff)),
				lines: diffLines(diff),
				scroll: 0,
			});
		}
	});
}
