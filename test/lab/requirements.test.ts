import {expect, it} from 'vitest';
import {whyNoLab} from './requirements.ts';

it('names the packages to install in one line that can be pasted', () => {
	expect(whyNoLab('/nowhere')).toBe(
		'the kernel lab needs: apt-get install --no-install-recommends user-mode-linux ipvsadm kmod busybox-static iproute2',
	);
});
