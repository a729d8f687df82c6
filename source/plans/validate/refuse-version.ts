/**
 * Plans that a director's ipvsadm is too old for.
 */
import {
	agedOptions,
	formatIpvsadmVersion,
	type IpvsadmVersion,
	isAtLeast,
} from '../../ipvs/ipvsadm-version.ts';
import type {Step} from '../plan.ts';

/** Whether a plan needs an option that some versions of ipvsadm lack, so that the version has to be known. */
export function dependsOnVersion(steps: readonly Step[]): boolean {
	return steps.some(({command}) => agedOptions(command).length > 0);
}

/**
 * Why this version of ipvsadm cannot run the steps, in one line; null if it can. It names the first step with an
 * unknown option and says how many other steps have one.
 * @param version null if unknown; then nothing is refused
 */
export function refuseForVersion(
	steps: readonly Step[],
	version: IpvsadmVersion | null,
): string | null {
	if (version === null) {
		return null;
	}

	const missing = steps.flatMap(({command}) => {
		const options = agedOptions(command).filter(({since}) => !isAtLeast(version, since));
		return options.length === 0 ? [] : [{command, options}];
	});
	const [first] = missing;
	if (first === undefined) {
		return null;
	}

	const options = first.options
		.map(({option, since}) => `${option} (from ${formatIpvsadmVersion(since)} on)`)
		.join(', ');
	const others = missing.length - 1;
	const more = others === 0 ? '' : `, and ${others} more ${others === 1 ? 'command' : 'commands'}`;
	return `ipvsadm ${formatIpvsadmVersion(version)} on this director does not know ${options}, which this command needs: ${first.command.join(' ')}${more}`;
}
