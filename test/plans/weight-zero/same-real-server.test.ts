import {expect, it} from 'vitest';
import {
	realServersOf,
	stillUsedInWords,
} from '../../../source/plans/weight-zero/same-real-server.ts';
import {nat, seenServer, seenService, targetsIn, web, webKey} from '../../support/example.ts';

it('many services with one machine are named up to three, and then counted', () => {
	const services = [80, 81, 82, 83, 84, 85].map(port =>
		seenService({...web, key: {...webKey, port}}, [seenServer(nat)]),
	);
	const targets = services.slice(0, 1).flatMap(targetsIn);
	expect(stillUsedInWords(targets, realServersOf(services))).toEqual([
		'10.0.0.8 still gets clients from tcp:172.16.249.138:81 (weight 1), tcp:172.16.249.138:82 (weight 1), tcp:172.16.249.138:83 (weight 1) and 2 more services',
	]);
});
