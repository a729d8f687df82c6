/**
 * Saving rules, and the actions on single snapshots.
 */
import {basename} from 'node:path';
import {say, show} from '../../../console/state/message.ts';
import type {ConsoleStore, Reducer} from '../../../console/state/model.ts';
import {ask as askText, closePrompt} from '../../../console/state/prompt.ts';
import {openOverlay} from '../../../console/state/screen-actions.ts';
import {diffRules} from '../../../ipvs/diff.ts';
import type {RuleSet} from '../../../ipvs/rule-set.ts';
import {reasonOf} from '../../../text/reason.ts';
import {snapshotOfFile} from '../files/snapshot-name.ts';
import {changeCounts, describeCounts} from '../restore/change-counts.ts';
import {diffLines} from '../restore/diff-lines.ts';
import {savedInWords} from '../restore/restore-words.ts';
import {liveRules, loadSnapshots} from './follow-snapshots.ts';
import {askRestore} from './restore-actions.ts';
import {differenceLines, rulesLines} from './rules-text.ts';
import type {SavedSnapshot, SaveRequest} from './snapshot-deps.ts';
import {cursorSnapshot, markedSnapshots, type SnapshotsSeen, snapshots} from './snapshots-list.ts';

/** The purpose of the answer. */
type SnapshotAsk =
	/** A note for a new snapshot. */
	| {readonly what: 'save'}
	/** The file to save to. */
	| {readonly what: 'save-file'}
	/** A snapshot or a file to restore; an empty answer means the newest snapshot, if there is one. */
	| {readonly what: 'restore'; readonly newest: string | null}
	| {readonly what: 'rename'; readonly snapshot: SavedSnapshot}
	| {readonly what: 'note'; readonly snapshot: SavedSnapshot}
	/** Yes or no. */
	| {readonly what: 'replace'; readonly file: string}
	| {readonly what: 'delete'; readonly snapshot: SavedSnapshot};

/** Whether the answer is yes or no. */
function isQuestion({what}: SnapshotAsk): boolean {
	return what === 'replace' || what === 'delete';
}

/** The question as shown. */
function snapshotQuestion(ask: SnapshotAsk): string {
	switch (ask.what) {
		case 'save':
			return ' save snapshot with note: ';
		case 'save-file':
			return ' save to file: ';
		case 'restore':
			return ` restore snapshot or file${ask.newest === null ? '' : ' (none: newest)'}: `;
		case 'rename':
			return ' new name: ';
		case 'note':
			return ' note: ';
		case 'replace':
			return ` ${ask.file} exists. Replace it?  y yes   n no `;
		case 'delete':
			return ` Delete ${ask.snapshot.name}?  y yes   n no `;
	}
}

const origin = 'snapshots';

/** Runs an action on files. Errors are shown as messages, and no further action follows. */
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

/** Asks for a line of text, or for yes or no. */
export function ask(store: ConsoleStore, about: SnapshotAsk, text = ''): void {
	const question = snapshotQuestion(about);
	store.update(
		isQuestion(about)
			? () => ({
					prompt: {kind: 'question', question, accept: own => void answer(own, about, '')},
				})
			: askText(
					{
						name: `snapshot: ${about.what}`,
						question: () => question,
						accept: (own, typed) => void answer(own, about, typed),
					},
					text,
				),
	);
}

/** Asks for a new name, a new note, or whether to delete the snapshot at the cursor. */
export function askAbout(store: ConsoleStore, what: 'rename' | 'note' | 'delete'): void {
	const snapshot = cursorSnapshot(snapshots.see(store.getState()).own);
	if (snapshot !== null) {
		const texts = {rename: snapshot.name, note: snapshot.note, delete: ''} as const;
		ask(store, {what, snapshot}, texts[what]);
	}
}

/** Asks what to restore: the snapshot at the cursor in the Snapshots view, a typed name elsewhere. */
export function askWhatToRestore(store: ConsoleStore): Promise<void> {
	return attempt(store, async () => {
		const {view, own} = snapshots.see(store.getState());
		const snapshot = view === 'snapshots' ? cursorSnapshot(own) : null;
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

	const name = request.file === null ? snapshotOfFile(basename(answer.path)) : null;
	const where = name === null ? answer.path : `snapshot ${name}`;
	store.update(say('info', savedInWords(answer.rules, where), origin));
}

/** Runs the requested action with the typed text. */
async function carryOut(store: ConsoleStore, about: SnapshotAsk, typed: string): Promise<void> {
	const {deps} = store;
	const text = typed.trim();
	switch (about.what) {
		case 'save':
			return save(store, {file: null, note: text, replace: false});
		case 'save-file':
			return text === ''
				? store.update(show('info', 'no file name given: nothing was saved', origin))
				: save(store, {file: text, note: '', replace: false});
		case 'replace':
			return save(store, {file: about.file, note: '', replace: true});
		case 'restore': {
			const word = text === '' ? about.newest : text;
			return word === null
				? store.update(show('info', 'no name given: nothing was restored', origin))
				: askRestore(store, word);
		}

		case 'rename':
			if (text !== '' && text !== about.snapshot.name) {
				await deps.snapshots.rename(about.snapshot, text);
			}

			return;
		case 'note':
			return deps.snapshots.note(about.snapshot, text);
		case 'delete':
			await deps.snapshots.remove(about.snapshot);
			store.update(say('info', `deleted: ${about.snapshot.path}`, origin));
	}
}

/** Handles the answer. After an invalid word the prompt opens again with that word. */
async function answer(store: ConsoleStore, about: SnapshotAsk, typed: string): Promise<void> {
	const {prompt} = store.getState();
	store.update(closePrompt);
	await attempt(
		store,
		() => carryOut(store, about, typed),
		state => (state.prompt === null && !isQuestion(about) ? {prompt} : {}),
	);
	if (store.getState().view === 'snapshots') {
		await loadSnapshots(store);
	}
}

/** Shows the rules of the snapshot at the cursor as they are in its file. */
export function lookAtSnapshot(store: ConsoleStore): Promise<void> {
	return attempt(store, async () => {
		const snapshot = cursorSnapshot(snapshots.see(store.getState()).own);
		if (snapshot !== null) {
			const {name, text} = await store.deps.snapshots.read(snapshot.path);
			const lines = text.split('\n').slice(0, text.endsWith('\n') ? -1 : undefined);
			store.update(
				openOverlay({
					place: 'rules',
					text: ({size}) => ({title: name, lines: rulesLines(lines, size.columns)}),
				}),
			);
		}
	});
}

/** The reason why nothing can be compared; null if something can. */
export function compareRefused(seen: SnapshotsSeen): string | null {
	if (markedSnapshots(seen.own).length === 2) {
		return null;
	}

	if (cursorSnapshot(seen.own) === null) {
		return 'no snapshot selected';
	}

	return liveRules(seen) === null
		? `the rules of the director are not known: mark two snapshots with ${seen.keyOf('mark')} to compare them`
		: null;
}

/** The two sides of a comparison: the first rules with their name, and the snapshot compared with them. */
async function sidesOf(
	store: ConsoleStore,
): Promise<{name: string; rules: RuleSet; other: SavedSnapshot} | null> {
	const seen = snapshots.see(store.getState());
	const [older, newer] = markedSnapshots(seen.own);
	if (older !== undefined && newer !== undefined) {
		return {other: newer, ...(await store.deps.snapshots.read(older.path))};
	}

	const rules = liveRules(seen);
	const other = cursorSnapshot(seen.own);
	return rules === null || other === null ? null : {name: 'live', rules, other};
}

/**
 * Shows the differences between the two marked snapshots, or what a restore of the snapshot at the cursor would change
 * on the director.
 */
export function compareSnapshots(store: ConsoleStore): Promise<void> {
	return attempt(store, async () => {
		const sides = await sidesOf(store);
		if (sides !== null) {
			const {rules} = await store.deps.snapshots.read(sides.other.path);
			const diff = diffRules(sides.rules, rules);
			const counts = describeCounts(changeCounts(diff));
			const lines = diffLines(diff);
			store.update(
				openOverlay({
					place: 'difference',
					text: ({size}) => ({
						title: `${sides.name} → ${sides.other.name}`,
						lines: differenceLines({counts, lines}, size.columns),
					}),
				}),
			);
		}
	});
}
