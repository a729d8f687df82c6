/**
 * The steps of the tour: what to do, and how lvstop sees that it was done. It leads through a drain, its undo, a new
 * weight and a restore, on the scene with one service and two servers.
 */
import type {Frame} from '../../console/state/model.ts';
import {serverId} from '../../ipvs/server.ts';

export interface TourStep {
	/** The task of the operator, short enough for 60 columns. Keys are written as on the keyboard. */
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
		text: 'Live traffic. Press j to go to server 10.0.0.8:80.',
		isDone: ({selection: {row}}) => row?.kind === 'server' && row.server.id === drained,
	},
	{
		text: 'It needs maintenance. Press d: what a drain does.',
		isDone: frame => asks(frame, 'drain'),
	},
	{
		text: 'Read what the command does. Press y to run it.',
		isDone: frame => weightOf(frame) === 0,
	},
	{
		text: 'No new connections, the old ones end. Press u.',
		isDone: frame => asks(frame, 'undo'),
	},
	{
		text: 'This undoes it. Press y: the weight comes back.',
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
		text: 'Change a weight: press w, 5, Enter, then y.',
		isDone: frame => weightOf(frame) === 5,
	},
	{
		text: 'Now restore the saved rules: press 5, then R.',
		isDone: frame => asks(frame, 'restore'),
	},
	{
		text: 'It changes only what differs. Press y.',
		isDone: frame => weightOf(frame) === 1,
	},
	{
		text: 'That was the tour. ? shows all keys, q quits.',
		// The key hints come back with the first step that the operator takes alone.
		isDone: ({overlay, view}) => overlay !== null || view !== 'snapshots',
	},
];
