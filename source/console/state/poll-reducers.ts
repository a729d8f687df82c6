/**
 * What comes in from the poller.
 */
import type {PollState} from '../../director/polling/live.ts';
import {extendHistory} from '../../director/table-totals.ts';
import type {Reducer} from './console-store.ts';
import {type Message, remember} from './message.ts';

/** What a poll state says in words: why readings fail, what is not allowed, which figures cannot be trusted. */
function notesOf({stale, director}: PollState): readonly Message[] {
	const notes: readonly (Omit<Message, 'text'> & {readonly text: string | null})[] = [
		{
			severity: 'error',
			origin: 'reading',
			text: stale === null ? null : [stale.reason, stale.advice].filter(Boolean).join('; '),
		},
		{severity: 'warning', origin: 'access', text: director?.access.missing ?? null},
		{severity: 'warning', origin: 'source', text: director?.source.note ?? null},
		{severity: 'warning', origin: 'rates', text: director?.ratesNote ?? null},
	];
	return notes.flatMap(({text, ...note}) => (text === null ? [] : [{...note, text}]));
}

/** For how long the figures of a reading can stand in graphs, milliseconds: what lies before is a gap. */
function longestStep(interval: number): number {
	return 2 * interval + 5000;
}

/**
 * Takes in what the poller knows now. What is new of its notes is kept among the past messages. When
 * they change, what was said before gives its place to them, unless it is an error.
 */
export function receivePoll(poll: PollState): Reducer {
	return state => {
		const before = new Set(notesOf(state.poll).map(({text}) => text));
		const notes = notesOf(poll);
		const added = notes.filter(({text}) => !before.has(text));
		if (poll.director !== null && poll.director !== state.poll.director) {
			state.traffic.history.record(poll.director, longestStep(state.interval));
		}

		const areSame = added.length === 0 && notes.length === before.size;
		return {
			poll,
			history: extendHistory(state.history, state.poll, poll),
			message: areSame || state.message?.severity === 'error' ? state.message : null,
			messages: added.reduce(remember, state.messages),
		};
	};
}

/** Moves the clock on, so that an age on the screen is true. */
export const tick: Reducer = () => ({});
