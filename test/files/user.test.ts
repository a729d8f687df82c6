import {userInfo} from 'node:os';
import {expect, it} from 'vitest';
import {userName} from '../../source/files/user.ts';

it('the user is the one who called sudo, or that of the process', () => {
	expect(userName({SUDO_USER: 'ann', USER: 'root'})).toBe('ann');
	expect(userName({USER: 'somebody'})).toBe(userInfo().username);
});
