/**
 * Reports timeouts and sync daemons that differ from the saved ones. A restore does not change them; the notes show the
 * commands that would.
 */
import {isDeepStrictEqual} from 'node:util';
import {showCommand} from '../../../director/port/show-command.ts';
import type {Settings} from '../../../director/reading/reading.ts';
import type {Step} from '../../../plans/plan.ts';
import {startDaemonStep, stopDaemonStep, timeoutsStep} from '../../../plans/steps.ts';

function daemonSteps(live: Settings, saved: Settings): readonly Step[] {
	return (['master', 'backup'] as const).flatMap(role => {
		const now = live.daemons.find(daemon => daemon.role === role);
		const then = saved.daemons.find(daemon => daemon.role === role);
		return isDeepStrictEqual(now, then)
			? []
			: [...(now ? [stopDaemonStep(now)] : []), ...(then ? [startDaemonStep(then)] : [])];
	});
}

/** A sentence and the commands, with a line break at the end; empty if nothing differs or nothing is known. */
export function settingsNotes(live: Settings | null, saved: Settings | null): string {
	if (!live || !saved) {
		return '';
	}

	const steps = [
		...(isDeepStrictEqual(live.timeouts, saved.timeouts)
			? []
			: [timeoutsStep(live.timeouts, saved.timeouts)]),
		...daemonSteps(live, saved),
	];
	return steps.length === 0
		? ''
		: [
				'timeouts or sync daemons differ from the saved ones; a restore does not change them:',
				...steps.map(({command}) => `  ${showCommand(command)}`),
				'',
			].join('\n');
}
