import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {formatSave} from '../../../source/ipvs/format/save-format.ts';
import {parseText} from '../../../source/ipvs/line-parser.ts';
import {createKnownLines} from '../../../source/ipvs/parse/known-lines.ts';
import {saveFormatParser} from '../../../source/ipvs/parse/save-format.ts';
import {wellKnownNames} from '../../../source/ipvs/service-names.ts';
import {ruleSetArbitrary} from '../arbitraries.ts';
import {refusalOf} from './refusal.ts';

const table = '-A -t 10.1.1.1:80 -s wlc\n-a -t 10.1.1.1:80 -r 10.0.0.8:80 -m -w 1\n';

test('a text gives the same rules whatever was read before it', () => {
	const texts = fc.array(
		ruleSetArbitrary.map(rules => formatSave(rules, {thresholds: true})),
		{
			minLength: 2,
			maxLength: 4,
		},
	);
	fc.assert(
		fc.property(texts, fc.boolean(), (all, repeat) => {
			const known = createKnownLines();
			for (const text of repeat ? [...all, ...all] : all) {
				expect(parseText(saveFormatParser({known}), text)).toEqual(
					parseText(saveFormatParser(), text),
				);
			}
		}),
	);
});

test('equal lines of the next text are the very same rules', () => {
	const known = createKnownLines();
	const [before] = parseText(saveFormatParser({known}), table);
	const [after] = parseText(
		saveFormatParser({known}),
		`${table}-a -t 10.1.1.1:80 -r 10.0.0.9:80 -m -w 1\n`,
	);
	expect(after?.service).toBe(before?.service);
	expect(after?.servers[0]).toBe(before?.servers[0]);
	expect(after?.servers).toHaveLength(2);
});

test('a known line is refused if it occurs twice, like any other', () => {
	const known = createKnownLines();
	parseText(saveFormatParser({known}), table);
	expect(refusalOf(saveFormatParser({known}), table + table)).toEqual({
		line: 3,
		reason: 'the service tcp:10.1.1.1:80 is added twice',
	});
});

test('a name is looked up again in the next text, even if only the line above it has the name', () => {
	const known = createKnownLines();
	const named = (port: number) =>
		saveFormatParser({known, names: {...wellKnownNames, port: () => port}});
	const text = [
		'-A -t 10.1.1.1:website -s wlc\n',
		'-a -t 10.1.1.1:website -r 10.0.0.8:80 -m -w 1\n',
		'-a -t 10.1.1.1:website -r 10.0.0.9:80 -m -w 1\n',
	].join('');
	expect(parseText(named(8000), text)).toMatchObject([{service: {key: {port: 8000}}}]);
	expect(parseText(named(8001), text)).toMatchObject([
		{service: {key: {port: 8001}}, servers: [{address: '10.0.0.8'}, {address: '10.0.0.9'}]},
	]);
});

/** The megabytes in use after a garbage collection. */
function heldMegabytes(): number {
	setFlagsFromString('--expose-gc');
	runInNewContext('gc')();
	return process.memoryUsage().heapUsed / 1_000_000;
}

test('a row that stays does not keep the text that it was first read from', () => {
	const servers = Array.from({length: 3000}, (_, place) => `10.100.100.100:${10_000 + place}`);
	const known = createKnownLines();
	/** Every text is different: one server has a different weight. */
	const readText = (changed: number) => {
		const lines = servers.map(
			(server, place) =>
				`-a -t 10.1.1.1:80 -r ${server} -m -w ${place < changed ? place + 2 : 1}\n`,
		);
		parseText(saveFormatParser({known}), `-A -t 10.1.1.1:80 -s wlc\n${lines.join('')}`);
	};
	readText(0);
	const before = heldMegabytes();
	for (let changed = 1; changed <= 200; changed += 1) {
		readText(changed);
	}

	// All 200 texts together have more than 30 MB.
	expect(heldMegabytes() - before).toBeLessThan(10);
});
