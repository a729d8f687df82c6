/**
 * Handles exiting while a change of the director is running.
 */

import type {Program} from '../commands/program.ts';
import type {UnderWay} from '../plans/apply/under-way.ts';

/**
 * Waits for the running plan or restore when no screen shows it any more, and reports its outcome: an interrupted plan
 * is worse than a whole one or none. Ctrl-C, SIGTERM and SIGQUIT stop waiting. SIGHUP does not: a closing terminal
 * sends more than one.
 * @returns false if it was interrupted
 */
export async function finishPlan(
	underWay: Pick<UnderWay, 'present'>,
	{output, signals}: Pick<Program, 'output' | 'signals'>,
): Promise<boolean> {
	const change = underWay.present();
	if (change === null) {
		return true;
	}

	const left = Promise.withResolvers<null>();
	const leave = () => left.resolve(null);
	const goOn = () => {};
	const listeners = [
		['SIGINT', leave],
		['SIGTERM', leave],
		['SIGQUIT', leave],
		['SIGHUP', goOn],
	] as const;
	for (const [signal, listener] of listeners) {
		signals.on(signal, listener);
	}

	try {
		output.writeError(
			`lvstop: finishing the running plan: ${change.title}; press Ctrl-C to interrupt it\n`,
		);
		const told = await Promise.race([change.told, left.promise]);
		output.writeError(
			told ??
				`lvstop: interrupted: ${change.title}; 'lvstop log' shows the commands that were run\n`,
		);
		return told !== null;
	} finally {
		for (const [signal, listener] of listeners) {
			signals.off(signal, listener);
		}
	}
}
