import {expect, it} from 'vitest';
import {readSysctls} from '../../../source/plans/apply/read-sysctls.ts';
import {defaultSysctls} from '../../support/default-sysctls.ts';
import {changingDirector} from './changing-director.ts';

it('settings are read one by one, and unreadable ones are unknown', async () => {
	const {simulated} = changingDirector('');
	expect(await readSysctls(simulated)).toEqual(defaultSysctls);
	simulated.setSysctl('expire_nodest_conn', '1');
	simulated.setSysctl('conn_reuse_mode', '3');
	simulated.setSysctl('conntrack', '1');
	simulated.setSysctl('sloppy_tcp', '1');
	simulated.disturb({hits: subject => subject.endsWith('template'), failure: 'forbidden'});
	expect(await readSysctls(simulated)).toEqual({
		expireNodestConn: true,
		expireQuiescentTemplate: null,
		connReuseMode: 3,
		conntrack: true,
		sloppyTcp: true,
	});
});
