import {expect, test} from 'vitest';
import {observe} from './observe.ts';
import {parseScenario} from './scenario.ts';
import {openStage} from './stage.ts';

test.each([
	['rule = ""', 'the scenario knows no rule'],
	['scene = "none"', 'the scenario: scene has to be one of nat, every-kind, large, incident'],
	['[[step]]\nkey = "q"', 'the scenario: step 1 knows no key'],
	['[[step]]\n[[step]]\nseconds = "2"', 'the scenario: step 2: seconds has to be a number'],
	['step.keys = "q"', 'the scenario: step has to be a list'],
	['machine.user = "nobody"', 'the scenario: machine: user has to be one of root, ordinary'],
])('the mistake in %j is found', (toml, message) => {
	expect(() => parseScenario(toml)).toThrow(message);
});

test('unknown names cannot be expected', async () => {
	const stage = await openStage({});
	await expect(observe(stage, {mesage: ''})).rejects.toThrow('mesage cannot be expected');
	stage.close();
});
