/**
 * Plays every file in scenarios/.
 */
import {globSync, readFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {renderFrame} from '../../source/console/screen/render-frame.tsx';
import {observe} from './observe.ts';
import {parseScenario, type Step} from './scenario.ts';
import {openStage, type Stage} from './stage.ts';

async function play({director, clock, press, restart}: Stage, step: Partial<Step>): Promise<void> {
	for (const words of step.elsewhere ?? []) {
		await director.elsewhere(words);
	}

	for (const [name, value] of Object.entries(step.sysctl ?? {})) {
		director.setSysctl(name, value);
	}

	if (step.machine !== undefined) {
		director.become(step.machine);
	}

	if (step.trouble !== undefined) {
		director.trouble(step.trouble);
	}

	if (step.restart) {
		await restart();
	}

	await press(step.keys ?? '');
	await clock.pass((step.seconds ?? 0) * 1000);
}

const files = globSync(join(import.meta.dirname, 'scenarios', '*.toml')).sort();

test.each(files.map(file => [basename(file, '.toml'), file]))('%s', async (_, file) => {
	const {step: steps = [], ...scenario} = parseScenario(readFileSync(file, 'utf8'));
	const stage = await openStage(scenario);
	onTestFinished(() => stage.close());

	expect(steps.at(-1)?.expect, 'the last step has to expect something').toBeDefined();
	for (const [index, step] of steps.entries()) {
		await play(stage, step);
		const {expect: expected = {}, why = ''} = step;
		const place = `step ${index + 1}: ${why}\n${renderFrame(stage.state())}`;
		expect(await observe(stage, expected), place).toEqual(expected);
	}
});
