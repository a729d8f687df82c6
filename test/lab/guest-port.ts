/**
 * The guest as a port: like lvstop on the director.
 */
import type {Port} from '../../source/director/port/port.ts';
import type {Guest} from './kernel.ts';

/** The time limit without a given one, as in every port, milliseconds. */
const defaultTimeout = 10_000;

/** Everything above the port can be tried on a real kernel with this, from the host. */
export function guestPort(guest: Guest): Port {
	return {
		place: 'director',
		run: (command, options) => guest.run(command, {timeout: defaultTimeout, ...options}),
		readFile: (path, options) => guest.readFile(path, {timeout: defaultTimeout, ...options}),
	};
}
