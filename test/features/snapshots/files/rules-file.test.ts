import {readFile, stat, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {
	LookUpHost,
	RulesReading,
} from '../../../../source/features/snapshots/files/resolve-names.ts';
import {
	parseRules,
	type RulesToSave,
	readRulesFile,
	rulesText,
	saveRulesFile,
} from '../../../../source/features/snapshots/files/rules-file.ts';
import {formatSave} from '../../../../source/ipvs/format/save-format.ts';
import type {RuleSet} from '../../../../source/ipvs/rule-set.ts';
import {createManualClock} from '../../../../source/simulator/manual-clock.ts';
import {ruleSetArbitrary} from '../../../ipvs/arbitraries.ts';
import {byId, smallRuleSet} from '../../../support/rule-set-pairs.ts';
import {rulesOf} from '../../../support/rules-of.ts';
import {temporaryFolder} from '../../../support/temporary-folder.ts';

const noHosts: LookUpHost = async () => [];
const how: RulesReading = {clock: createManualClock(), lookUpHost: noHosts};

function toSave(rules: RuleSet): RulesToSave {
	return {
		rules,
		time: Date.UTC(2026, 0, 31, 12, 30, 5, 250),
		host: 'lb1',
		occasion: 'saved',
		note: '',
		settings: {
			timeouts: {tcp: 900, tcpFin: 120, udp: 300},
			daemons: [
				{
					role: 'master',
					interface: 'eth0',
					syncId: 5,
					maxLength: null,
					group: '224.0.0.81',
					port: 8848,
					ttl: 1,
				},
			],
		},
	};
}

const rules = rulesOf(
	'-A -f 7 -6 -s rr -p 100 -M 64',
	'-A -t 10.1.1.10:80 -s rr',
	'-a -t 10.1.1.10:80 -r 10.0.0.10:80 -m -w 1 -x 100 -y 80',
	'-a -t 10.1.1.10:80 -r 10.0.0.9:80 -i -w 1 -x 5 --tun-type gue --tun-port 6080 --tun-nocsum',
	'-A -t 10.1.1.9:80 -s rr',
);

describe('the text of rules', () => {
	test('is in canonical order, by number, with thresholds if set', () => {
		expect(rulesText(rules)).toBe(`-A -t 10.1.1.9:80 -s rr
-A -t 10.1.1.10:80 -s rr
-a -t 10.1.1.10:80 -r 10.0.0.9:80 -i -w 1 -x 5 --tun-type gue --tun-port 6080 --tun-nocsum
-a -t 10.1.1.10:80 -r 10.0.0.10:80 -m -w 1 -x 100 -y 80
-A -f 7 -6 -s rr -p 100 -M 64
`);
	});

	test('is the same bytes for the same rules in any order', () => {
		fc.assert(
			fc.property(smallRuleSet, rules => {
				const shuffled = [...rules]
					.reverse()
					.map(({service, servers}) => ({service, servers: [...servers].reverse()}));
				expect(rulesText(shuffled)).toBe(rulesText(rules));
			}),
		);
	});

	test('is that of ipvsadm -S -n if there are no thresholds', () => {
		const plain = rulesOf('-A -t 10.1.1.1:80 -s rr', '-a -t 10.1.1.1:80 -r 10.0.0.8:80 -m -w 1');
		expect(rulesText(plain)).toBe(formatSave(plain));
	});

	test('is read as the rules that were saved, whatever they are', async () => {
		await fc.assert(
			fc.asyncProperty(ruleSetArbitrary, async rules => {
				expect(byId(await parseRules('x', rulesText(rules), how))).toEqual(byId(rules));
			}),
		);
	});
});

describe('a file of rules', () => {
	test('is read back with its metadata', async () => {
		const path = join(await temporaryFolder(), 'rules');
		await saveRulesFile(path, toSave(rules), 'keep');
		const file = await readRulesFile(path, how);
		expect(file).toMatchObject({path, text: rulesText(rules), isAsSaved: true});
		const {rules: _, ...about} = toSave(rules);
		expect(file.about).toMatchObject({...about, services: 3, servers: 2});
		expect((await stat(path)).mode & 0o777).toBe(0o600);
		expect((await stat(`${path}.json`)).mode & 0o777).toBe(0o600);
	});

	test('that exists is kept with its metadata', async () => {
		const path = join(await temporaryFolder(), 'rules');
		await saveRulesFile(path, toSave(rules), 'keep');
		const beside = await readFile(`${path}.json`, 'utf8');
		await expect(saveRulesFile(path, toSave([]), 'keep')).rejects.toMatchObject({
			problem: 'exists',
			message: `${path} exists`,
		});
		expect(await readFile(`${path}.json`, 'utf8')).toBe(beside);
		await saveRulesFile(path, toSave([]), 'replace');
		expect(await readRulesFile(path, how)).toMatchObject({rules: [], about: {services: 0}});
	});

	test('that somebody has edited is recognised as changed', async () => {
		const path = join(await temporaryFolder(), 'rules');
		await saveRulesFile(path, toSave(rules), 'keep');
		await writeFile(path, '# by hand\n-A -t 10.1.1.9:80 -s wlc\n');
		expect(await readRulesFile(path, how)).toMatchObject({
			isAsSaved: false,
			about: {host: 'lb1'},
		});
	});

	test.each(['', '{}', '{"time": "yesterday"}', 'no JSON'])(
		'is read without its metadata if that is invalid (%j)',
		async beside => {
			const path = join(await temporaryFolder(), 'rules');
			await writeFile(path, rulesText(rules));
			await writeFile(`${path}.json`, beside);
			expect(await readRulesFile(path, how)).toMatchObject({about: null, isAsSaved: false});
		},
	);

	test.each([
		[
			'-A -t 10.1.1.1:80 -s rr\n\n-C\n',
			/rules:3: not a rule: a rule begins with -A or -a, .*"-C"$/,
		],
		['-A -t 10.1.1.1:80 -s rr\n-D -t 10.1.1.1:80', /rules:2: not a rule/],
		['-A -t 10.1.1.1:80 -s rr\n-a -t 10.1.1.1:80 -r 10.0.0.8 -w x\n', /rules:2: the weight/],
		['-a -t 10.1.1.1:80 -r 10.0.0.8:80 -m\n', /rules:1: no -A line adds the service/],
	])(
		'with a line that is no rule is refused with file, line and reason (%j)',
		async (text, message) => {
			const path = join(await temporaryFolder(), 'rules');
			await writeFile(path, text);
			await expect(readRulesFile(path, how)).rejects.toMatchObject({
				problem: 'unreadable',
				message: expect.stringMatching(message),
			});
		},
	);

	test('that does not exist is reported in words', async () => {
		const folder = await temporaryFolder();
		await expect(readRulesFile(join(folder, 'none'), how)).rejects.toMatchObject({
			problem: 'missing',
			message: `${join(folder, 'none')}: no such file`,
		});
		await expect(readRulesFile(folder, how)).rejects.toMatchObject({
			message: `${folder} is not a regular file but a folder`,
		});
	});
});
