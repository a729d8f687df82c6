/**
 * Which version of ipvsadm the simulator answers as.
 */
import {agedOptions, isAtLeast, parseIpvsadmVersion} from '../../ipvs/ipvsadm-version.ts';
import type {OptionDefinition} from './option-reader.ts';
import {optionDefinitions, type Tag} from './options.ts';

/** The versions whose answers are known: from builds of 1.26 and 1.28, and 1.31 of Debian 12. */
export type Build = '1.26' | '1.28' | '1.31';

/** What `-S` of 1.26 printed for these options; its own `-R` did not take it (read in its sources). */
const printedBefore27 = [
	[' --pe ', ' pe '],
	[' -o', ' ops'],
] as const;

/** The options that a build knows: what it lacks is as unknown to it as a misspelt one. */
export function optionsOf(build: Build): readonly OptionDefinition<Tag>[] {
	const version = parseIpvsadmVersion(`ipvsadm v${build}`);
	return optionDefinitions.filter(({long, short}) => {
		const words = [`--${long}`, ...(short === null ? [] : [`-${short}`])];
		return agedOptions(words).every(({since}) => version !== null && isAtLeast(version, since));
	});
}

/** Saved rules as a build prints them, made from what 1.31 prints. */
export function savedAs(build: Build, text: string): string {
	if (build === '1.31') {
		return text;
	}

	const untold = text.replace(/ --tun-(?:type \S+|port \d+|nocsum|csum|remcsum)/g, '');
	return build === '1.28'
		? untold
		: printedBefore27.reduce(
				(printed, [now, then]) => printed.replaceAll(now, then),
				untold.replace(/ -b \S+/g, ''),
			);
}

/** What `-L --daemon` of a build prints: versions before 1.29 only know interface and sync id. */
export function daemonsAs(build: Build, text: string): string {
	return build === '1.31' ? text : text.replace(/, maxlen=[^)]*/g, '');
}
