/**
 * Taking in what is read of the director.
 */
import type {LiveDirector, PollState} from '../../director/polling/live.ts';
import {unreadableNote} from '../../director/polling/unreadable-rows.ts';
import {extendHistory, tableTotals} from '../../director/table-totals.ts';
import {fullTableNote} from '../../director/table-words.ts';
import type {DirectorFacts, DirectorState} from './director-state.ts';
import {type Message, remember} from './message.ts';
import type {Reducer} from './model.ts';

type Told = Pick<PollState, 'stale'> & {readonly live: LiveDirector | null};

/** A poll state in words: why readings fail, what is not allowed, which figures cannot be trusted. */
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
 * Takes in what the poller knows now. What is new of its notes is kept among the past messages. When
 * they change, the present message gives its place to them, unless it is an error. That the director is read in another
 * way from now on is a message itself: the head of the screen has only room for which.
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

/** Takes in what is rarely read of the director. */
export function receiveFacts(facts: DirectorFacts): Reducer {
	return ({director}) => ({director: {...director, facts}});
}

/** Moves the clock on, so that an age on the screen is true. */
export const tick: Reducer = () => ({});
