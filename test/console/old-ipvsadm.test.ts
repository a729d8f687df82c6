import {expect, test} from 'vitest';
import {createConsoleStore} from '../../source/console/state/console-store.ts';
import {receiveFacts, receivePoll} from '../../source/console/state/director-reducers.ts';
import {moveCursor} from '../../source/console/state/move-reducers.ts';
import {askDrain} from '../../source/features/drain/drain-actions.ts';
import {unknownSysctls} from '../../source/plans/seen.ts';
import {assembly} from '../../source/program/features.ts';
import {fakeOutside, read} from '../support/open-console.ts';
import {director, server, service} from '../support/sample-director.ts';

const gre = server('10.0.0.1:80', {
	forwarding: 'tunnel',
	tunnel: {type: 'gre', port: null, checksum: 'csum'},
});
const web = service('tcp:10.1.1.1:80', [gre]);

/** Drains a server of a director with that minor version of ipvsadm. */
function drainWith(minor: number | null) {
	const store = createConsoleStore(assembly, fakeOutside());
	const ipvsadm = minor === null ? null : {major: 1, minor};
	const sysctls = {...unknownSysctls, expireNodestConn: false, expireQuiescentTemplate: false};
	store.update(receivePoll(read(director([web]))), moveCursor(0));
	store.update(receiveFacts({sysctls, drains: [], owners: null, ipvsadm}), moveCursor(1));
	askDrain(store, [{service: web, server: gre}]);
	return store.getState();
}

test('a plan that the ipvsadm over there is too old for is refused with the reason instead of shown', () => {
	const {prompt, message} = drainWith(28);
	expect(prompt).toBeNull();
	expect(message?.text).toBe(
		'ipvsadm 1.28 on this director does not know --tun-type (from 1.31 on), --tun-csum (from 1.31 on), which this command needs: ipvsadm -e -t 10.1.1.1:80 -r 10.0.0.1:80 -i -w 0 --tun-type gre --tun-csum',
	);
});

test.each([31, null])('a plan is shown with ipvsadm 1.%s', minor => {
	expect(drainWith(minor).prompt).toMatchObject({kind: 'confirm'});
});
