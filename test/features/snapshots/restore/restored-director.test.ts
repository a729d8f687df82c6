import {expect, test} from 'vitest';
import {readLiveRules} from '../../../../source/director/reading/live-rules.ts';
import {proposeRestoreOf} from '../../../../source/features/snapshots/restore/propose-restore.ts';
import {restoredDirector} from '../../../../source/features/snapshots/restore/restored-director.ts';
import {directorWith} from '../../../support/director-with.ts';
import {rulesOf} from '../../../support/rules-of.ts';

const first = ['-A -t 10.1.1.1:80 -s rr', '-a -t 10.1.1.1:80 -r 10.0.0.8:80 -m -w 1'];
const second = ['-A -t 10.1.1.2:80 -s rr', '-a -t 10.1.1.2:80 -r 10.0.0.8:80 -m -w 1'];
const present = rulesOf(...first, ...second);

async function planFor(...lines: readonly string[]) {
	const live = restoredDirector(await readLiveRules(directorWith(present), {}));
	const touched: string[][] = [];
	const seen: typeof live.seen = steps => {
		const services = live.seen(steps);
		touched.push(services.map(({id}) => id));
		return services;
	};
	const {plan} = proposeRestoreOf({...live, seen}, {name: 'good', wanted: rulesOf(...lines)});
	return {plan: plan ?? expect.fail('no plan'), touched};
}

test('only the services that the steps touch are looked at', async () => {
	const {touched} = await planFor(...first, second[0] ?? '', `${second[1]}0`);
	expect(touched).toEqual([['tcp:10.1.1.2:80']]);
});

test('if a service is removed, all are read: its connections depend on those that stay', async () => {
	const {touched, plan} = await planFor(...first);
	expect(touched).toEqual([['tcp:10.1.1.1:80', 'tcp:10.1.1.2:80']]);
	expect(plan.danger).toBe('drops-traffic');
});

test('a service that is left without weight refuses clients, as on the screen', async () => {
	const {plan} = await planFor(...first, second[0] ?? '', second[1]?.replace('-w 1', '-w 0') ?? '');
	expect(plan.warnings).toEqual([
		'tcp:10.1.1.2:80 is left without a server that has weight: new clients are refused',
	]);
});
