/**
 * Hostile text on the screen: it is shown as visible characters and does not affect the terminal.
 */
import {expect, test} from 'vitest';
import {printableFrame} from '../../../source/commands/output.ts';
import {receivePoll} from '../../../source/console/state/director-reducers.ts';
import {paint, piece} from '../../../source/console/text/paint.ts';
import {firstUnsafe, hostileTexts} from '../../support/hostile-text.ts';
import {openConsole, read} from '../../support/open-console.ts';
import {sampleDirector} from '../../support/sample-director.ts';

test.each(hostileTexts)('a piece of text %j has only the looks of the theme', text => {
	const painted = paint('dark', [piece(text, 'bad')]);
	expect(painted.startsWith('\u{1B}[1m\u{1B}[31m')).toBe(true);
	expect(firstUnsafe(painted.slice('\u{1B}[1m\u{1B}[31m'.length, -'\u{1B}[0m'.length))).toBeNull();
	expect(printableFrame(painted)).toBe(painted);
});

test.each(hostileTexts)('a director that says %j is shown without obeying it', async text => {
	const size = {columns: 140, rows: 40};
	const missing = `ipvsadm: ${text}: no counters and no changes`;
	const director = sampleDirector({
		host: `lb${text}`,
		access: {level: 'proc', missing},
	});
	const console = await openConsole(size, director);
	console.store.update(
		receivePoll(read(director, {stale: {since: 0, reason: missing, advice: text}})),
	);
	for (const key of [
		'?',
		'\u{1B}',
		'm',
		'\u{1B}',
		'\r',
		'\u{1B}',
		'2',
		'3',
		'4',
		'5',
		'6',
		'1',
		'w',
	]) {
		await console.press(key);
		const {frame, written} = console;
		expect(written()).not.toContain(text);
		expect(frame().split('\n').length).toBeLessThanOrEqual(size.rows);
	}

	await console.press('?');
	expect(console.frame()).toContain('pwned');
});
