/**
 * The kernel requests of each command.
 */
import type {Kernel} from '../kernel.ts';
import type {CommandEntry} from './command-entry.ts';
import {namesNothing, serverRuleOf, serviceKeyOf, serviceRuleOf} from './entry-rules.ts';
import type {CommandName} from './options.ts';

/** The commands that only show something, and the one that runs others. */
type OtherCommand = 'list' | 'save' | 'restore';

const defaultInterface = 'eth0';

/** Each throws a `KernelError` if the kernel refuses. */
export const requests: Readonly<
	Record<Exclude<CommandName, OtherCommand>, (kernel: Kernel, entry: CommandEntry) => void>
> = {
	'add-service': ({table}, {service}) => table.addService(serviceRuleOf(service)),
	'edit-service': ({table}, {service}) => table.editService(serviceRuleOf(service)),
	'delete-service': ({table}, {service}) => table.deleteService(serviceKeyOf(service)),
	flush: ({table}) => table.flush(),
	zero: ({table}, {service}) => table.zero(namesNothing(service) ? null : serviceKeyOf(service)),
	'add-server': ({table}, {service, server}) =>
		table.addServer(serviceKeyOf(service), serverRuleOf(server)),
	'edit-server': ({table}, {service, server}) =>
		table.editServer(serviceKeyOf(service), serverRuleOf(server)),
	'delete-server': ({table}, {service, server}) =>
		table.deleteServer(serviceKeyOf(service), server),
	set: (kernel, {timeouts}) => kernel.setTimeouts(timeouts),
	'start-daemon': (kernel, {daemon}) =>
		kernel.startDaemon({...daemon, interface: daemon.interface || defaultInterface}),
	'stop-daemon': (kernel, {daemon}) => kernel.stopDaemon(daemon.role),
};
