/**
 * The steps of the tour: what to do, and how lvstop sees that it was done. It leads through a drain, its undo, a new
 * weight and a restore, on the scene with one service and two servers.
 */
import type {Frame} from '../../console/state/model.ts';
import {serverId} from '../../ipvs/server.ts';

export interface TourStep {
	/** What to do, at most 72 characters. Keys are written as on the keyboard. */
	readonly text: string;
	isDone(frame: Frame): boolean;
}

/** The server that the tour drains. */
const drained = serverId({address: '10.0.0.8', port: 80});

function weightOf({director}: Frame): number | null {
	const [service] = director.live?.services ?? [];
	return service?.servers.find(({id}) => id === drained)?.weight ?? null;
}

/** Whether a plan of this origin waits for its answer. */
function asks({prompt}: Frame, origin: string): boolean {
	return prompt?.kind === 'confirm' && prompt.origin === origin;
}

/** Whether something is typed. */
function types({prompt}: Frame): boolean {
	return prompt?.kind === 'text';
}

export const tourSteps: readonly TourStep[] = [
	{
		text: 'One service, two servers, live traffic. Press j to go to 10.0.0.8:80.',
		isDone: ({selection: {row}}) => row?.kind === 'server' && row.server.id === drained,
	},
	{
		text: 'It needs maintenance. Press d to see what a drain would do.',
		isDone: frame => asks(frame, 'drain'),
	},
	{
		text: 'Read the command and what happens to connections. Press y to run it.',
		isDone: frame => weightOf(frame) === 0,
	},
	{
		text: 'Weight 0: no new connections. The state shows what is left. Press u.',
		isDone: frame => asks(frame, 'undo'),
	},
	{
		text: 'Every change can be undone like this. Press y: the weight comes back.',
		isDone: frame => weightOf(frame) === 1,
	},
	{
		text: 'Now save all rules: press S.',
		isDone: types,
	},
	{
		text: 'Type a note if you like, and press Enter.',
		isDone: frame => !types(frame),
	},
	{
		text: 'Change something: press w, type 5, press Enter, then y.',
		isDone: frame => weightOf(frame) === 5,
	},
	{
		text: 'Go back to the saved rules: press 5 for the snapshots, then R.',
		isDone: frame => asks(frame, 'restore'),
	},
	{
		text: 'A restore changes only what differs: one command. Press y.',
		isDone: frame => weightOf(frame) === 1,
	},
	{
		text: 'That was the tour. ? lists all keys, ! finds problems, q quits.',
		isDone: () => false,
	},
];
