import {expect, it} from 'vitest';
import {readSysctls} from '../../../source/plans/apply/read-sysctls.ts';
import {changingDirector} from './changing-director.ts';

it('settings are read one by one, and what cannot be read is not known', async () => {
	const {simulated} = changingDirector('');
	expect(await readSysctls(simulated)).toEqual({
		expireNodestConn: false,
		expireQuiescentTemplate: false,
	});
	simulated.setSysctl('expire_nodest_conn', '1');
	simulated.disturb({hits: subject => subject.endsWith('template'), failure: 'forbidden'});
	expect(await readSysctls(simulated)).toEqual({
		expireNodestConn: true,
		expireQuiescentTemplate: null,
	});
});
