/**
 * Simulated directors without traffic that begin with given rules.
 */

import {createIpvsadmReader} from '../../source/director/reading/ipvsadm-reader.ts';
import {readLiveRules} from '../../source/director/reading/live-rules.ts';
import type {Reader} from '../../source/director/reading/reading.ts';
import {rulesText} from '../../source/features/snapshots/files/rules-file.ts';
import {parseText} from '../../source/ipvs/line-parser.ts';
import {saveFormatParser} from '../../source/ipvs/parse/save-format.ts';
import type {RuleSet} from '../../source/ipvs/rule-set.ts';
import {createManualClock, type ManualClock} from '../../source/simulator/manual-clock.ts';
import {createSimulatedPort, type SimulatedPort} from '../../source/simulator/simulated-port.ts';

/** A director, its clock and a reader of it. */
export interface DirectorWithRules {
	readonly port: SimulatedPort;
	readonly clock: ManualClock;
	readonly reader: Reader;
	/** The rules as they are now. */
	rules(): Promise<RuleSet>;
	/** Runs ipvsadm as somebody else on the director might. */
	ipvsadm(line: string): Promise<void>;
}

/** Opens the director `lb1` with these rules. */
export function directorWith(rules: RuleSet): DirectorWithRules {
	const clock = createManualClock();
	const port = createSimulatedPort({
		clock,
		seed: 1,
		scene: {
			host: 'lb1',
			interfaces: ['eth0'],
			rules: rulesText(rules),
			traffic: {services: [], failures: [], swing: 0},
			warmUp: 0,
			commands: [],
			history: [],
		},
	});
	const reader = createIpvsadmReader({port, clock});
	return {
		port,
		clock,
		reader,
		rules: async () => (await readLiveRules({port, clock}, {})).rules,
		async ipvsadm(line) {
			const {exitCode, stderr} = await port.run(['ipvsadm', ...line.split(' ')]);
			if (exitCode !== 0) {
				throw new Error(`ipvsadm ${line}: ${stderr}`);
			}
		},
	};
}

/** The saved rules in a text. */
export function rulesIn(text: string): RuleSet {
	return parseText(saveFormatParser(), text);
}
