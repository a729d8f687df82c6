/**
 * Leaving while a change of the director is being carried out.
 */

import type {Program} from '../commands/program.ts';
import type {UnderWay} from '../plans/apply/under-way.ts';

/**
 * Waits for the plan or the restore that is under way when nobody shows it any more, and tells what became of it:
 * half of a plan is worse than all or nothing of it. Ctrl-C, SIGTERM and SIGQUIT leave it half-way. SIGHUP does
 * not: a terminal that goes away sends more than one.
 * @returns false when it was left half-way
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
			`lvstop: finishing what is under way: ${change.title}; Ctrl-C leaves it half-way\n`,
		);
		const told = await Promise.race([change.told, left.promise]);
		output.writeError(
			told ??
				`lvstop: left half-way: ${change.title}; lvstop log shows the commands that were run\n`,
		);
		return told !== null;
	} finally {
		for (const [signal, listener] of listeners) {
			signals.off(signal, listener);
		}
	}
}
