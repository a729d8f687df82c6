/**
 * Puts readings of the director into the state.
 */
import type {LiveDirector, PollState} from '../../director/polling/live.ts';
import {unreadableNote} from '../../director/polling/unreadable-rows.ts';
import {extendHistory, tableTotals} from '../../director/table-totals.ts';
import {fullTableNote} from '../../director/table-words.ts';
import type {DirectorFacts, DirectorState} from './director-state.ts';
import {type Message, remember} from './message.ts';
import type {Reducer} from './model.ts';

type Told = Pick<PollState, 'stale'> & {readonly live: LiveDirector | null};

/** The notes of a poll state in words: why readings fail, what is not permitted, which figures are unreliable. */
function notesOf({stale, live}: Told): readonly Message[] {
	const notes: readonly (Omit<Message, 'text'> & {readonly text: string | null})[] = [
		{
			severity: 'error',
			origin: 'reading',
			text: stale === null ? null : [stale.reason, stale.advice].filter(Boolean).join('; '),
		},
		{severity: 'warning', origin: 'access', text: live?.access.missing ?? null},
		{severity: 'warning', origin: 'source', text: live?.source.note ?? null},
		{severity: 'warning', origin: 'rates', text: live?.ratesNote ?? null},
		{severity: 'warning', origin: 'unreadable', text: live && unreadableNote(live)},
		{severity: 'warning', origin: 'table', text: live && fullTableNote(live.ipvs)},
	];
	return notes.flatMap(({text, ...note}) => (text === null ? [] : [{...note, text}]));
}

function withPoll(director: DirectorState, {director: live, ...poll}: PollState): DirectorState {
	return {
		...director,
		...poll,
		live,
		totals: live === director.live ? director.totals : tableTotals(live),
		history: extendHistory(director.history, director.live, live),
	};
}

/**
 * Stores the state of the poller. New notes are added to the past messages. If the notes change, they replace the
 * present message, unless it is an error.
 * A change of the source, netlink or ipvsadm, is a message as well: the header has only room for its name.
 */
export function receivePoll(poll: PollState): Reducer {
	return ({director, message, messages}) => {
		const before = new Set(notesOf(director).map(({text}) => text));
		const notes = notesOf({...poll, live: poll.director});
		const added = notes.filter(({text}) => !before.has(text));
		const areSame = added.length === 0 && notes.length === before.size;
		const source = added.find(({origin}) => origin === 'source') ?? null;
		return {
			director: withPoll(director, poll),
			message: areSame || message?.severity === 'error' ? message : source,
			messages: added.reduce(remember, messages),
		};
	};
}

/** Stores rarely changing facts about the director. */
export function receiveFacts(facts: DirectorFacts): Reducer {
	return ({director}) => ({director: {...director, facts}});
}

/** Updates the clock, so that ages on the screen are right. */
export const tick: Reducer = () => ({});
