/**
 * The version of ipvsadm that the simulator imitates.
 */
import {agedOptions, isAtLeast, parseIpvsadmVersion} from '../../ipvs/ipvsadm-version.ts';
import type {OptionDefinition} from './option-reader.ts';
import {optionDefinitions, type Tag} from './options.ts';

/** The versions whose output is known: from builds of 1.26 and 1.28, and from 1.31 of Debian 12. */
export type Build = '1.26' | '1.28' | '1.31';

/** The form in which `-S` of 1.26 printed these options. Its own `-R` did not accept it (read in its source). */
const printedBefore27 = [
	[' --pe ', ' pe '],
	[' -o', ' ops'],
] as const;

/** The options that a build knows. It rejects the others as it would a misspelt one. */
export function optionsOf(build: Build): readonly OptionDefinition<Tag>[] {
	const version = parseIpvsadmVersion(`ipvsadm v${build}`);
	return optionDefinitions.filter(({long, short}) => {
		const words = [`--${long}`, ...(short === null ? [] : [`-${short}`])];
		return agedOptions(words).every(({since}) => version !== null && isAtLeast(version, since));
	});
}

/** Saved rules as a build prints them, converted from the output of 1.31. */
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

/** The output of `-L --daemon` of a build. Versions before 1.29 know only interface and sync id. */
export function daemonsAs(build: Build, text: string): string {
	return build === '1.31' ? text : text.replace(/, maxlen=[^)]*/g, '');
}
