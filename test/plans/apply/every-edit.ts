/**
 * Every kind of edit of a director's rows, for tests on the simulator and on the kernel.
 */

import {proposeDrain} from '../../../source/features/drain/drain.ts';
import {proposeAddServer} from '../../../source/features/edit/add-server.ts';
import {proposeAddService} from '../../../source/features/edit/add-service.ts';
import {proposeDeleteServers} from '../../../source/features/edit/delete-server.ts';
import {proposeDeleteServices} from '../../../source/features/edit/delete-service.ts';
import {proposeEditServer} from '../../../source/features/edit/edit-server.ts';
import {proposeEditService} from '../../../source/features/edit/edit-service.ts';
import type {Proposal} from '../../../source/plans/plan.ts';
import {type KnownService, unknownSysctls} from '../../../source/plans/seen.ts';
import {proposeWeights} from '../../../source/plans/set-weight.ts';
import {nat, web} from '../../support/example.ts';

const sysctls = unknownSysctls;

function targets(services: readonly KnownService[]) {
	return services.flatMap(service => service.servers.map(server => ({service, server})));
}

/** Plans that make every possible edit. */
export const everyEdit: Readonly<
	Record<string, (services: readonly KnownService[]) => readonly Proposal[]>
> = {
	weights: services => [proposeWeights(targets(services), {by: 7})],
	drain: services => [
		proposeDrain(targets(services), {services, sysctls, settings: null, fallbackFirst: true}),
	],
	'delete servers': services => [proposeDeleteServers(targets(services), sysctls)],
	'delete services': services => [proposeDeleteServices(services, {all: services, sysctls})],
	'add a service': services => [
		proposeAddService({...web, key: {kind: 'fwmark', family: 'ipv4', fwmark: 99}}, [nat], services),
	],
	'add a server': services =>
		services
			.filter(({key}) => key.family === 'ipv4')
			.map(service => {
				const {key} = service;
				const port = key.kind === 'address' ? key.port : 0;
				return proposeAddServer(service, {...nat, address: '10.9.9.9', port});
			}),
	'edit services': services =>
		services.flatMap(service =>
			service.rule
				? [proposeEditService(service, {...service.rule, scheduler: 'rr', schedulerFlags: []})]
				: [],
		),
	'edit servers': services =>
		targets(services).flatMap(target =>
			target.server.rule
				? [proposeEditServer(target, {...target.server.rule, upperThreshold: 4321})]
				: [],
		),
};
