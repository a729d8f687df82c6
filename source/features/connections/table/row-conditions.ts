/**
 * The terms of a filter, such as `client:10.0.0.0/8` or `state:syn_recv`, as tests of rows of the connection table.
 *
 * Properties that all rows between one service and one server share are tested once for all of them.
 */
import {asCompared, textTest} from '../../../console/filter/compile-filter.ts';
import {
	compareNumbers,
	parseFigure,
	parseNetworkValue,
} from '../../../console/filter/filter-values.ts';
import type {FilterCondition} from '../../../console/filter/parse-filter.ts';
import {weightedServers} from '../../../director/row-state.ts';
import {isForwardedBy} from '../../../director/vocabulary.ts';
import {familyOf, type IpAddress} from '../../../ipvs/address.ts';
import {type AddressTest, addressBits, networkTest} from '../../../ipvs/network.ts';
import type {ConfiguredServer} from './configuration.ts';
import {type ConnectionRow, client, server, type TableWords, virtual} from './connection-row.ts';
import {destinationWords} from './connections-language.ts';
import type {ConnectionDestination} from './destination.ts';
import {serverIdOf, serviceIdOf} from './scope.ts';

/** The addresses whose name contains a word or the value of a term, by that text in lower case. */
export type NamedAddresses = Readonly<Record<string, readonly IpAddress[]>>;

/** A test of what a row shares with others between its service and its server; null if the value is not known. */
type PairTest = (row: ConnectionRow, destination: ConnectionDestination) => boolean | null;

/** A test of one row. */
type RowTest = (row: ConnectionRow) => boolean;

/** A term as a test of one kind or the other. */
type Test = {readonly pair: PairTest} | {readonly row: RowTest};

/** Whether client, virtual address or server pass a test. */
export function touches(holds: AddressTest, {words, ipv6, serverIpv6}: ConnectionRow): boolean {
	return (
		holds(words, client * 4, ipv6) ||
		holds(words, virtual * 4, ipv6) ||
		holds(words, server * 4, serverIpv6)
	);
}

/** Tests for the addresses that have a name. */
function nameTest({operator, value}: FilterCondition, named: NamedAddresses): RowTest {
	const tests = (named[value.toLowerCase()] ?? []).map(address =>
		networkTest({address, prefix: addressBits(familyOf(address))}),
	);
	return row =>
		asCompared(
			operator,
			tests.some(holds => touches(holds, row)),
		);
}

function networkTestOf({name, operator, value}: FilterCondition): RowTest {
	const network = parseNetworkValue(value);
	const holds = network === null ? () => false : networkTest(network);
	return name === 'client'
		? ({words, ipv6}) => asCompared(operator, holds(words, client * 4, ipv6))
		: row => asCompared(operator, touches(holds, row));
}

function stateTest({operator, value}: FilterCondition, {states}: TableWords): Test {
	const word = value.toLowerCase();
	if (word === 'template') {
		return {row: ({template}) => asCompared(operator, template)};
	}

	return destinationWords.includes(word)
		? {pair: (_, {status}) => asCompared(operator, status === word)}
		: {row: ({state}) => asCompared(operator, states.word(state).toLowerCase() === word)};
}

/** The figures of the server that a connection goes to. */
const serverFigures = {
	weight: ({weight}: ConfiguredServer) => weight,
	active: ({activeConnections}: ConfiguredServer) => activeConnections,
	inactive: ({inactiveConnections}: ConfiguredServer) => inactiveConnections,
};

/** The test of a term, and whether its result is turned round. */
function testOf(condition: FilterCondition, tableWords: TableWords, named: NamedAddresses): Test {
	const {name, operator, value} = condition;
	const number = parseFigure(value) ?? Number.NaN;
	switch (name) {
		case 'state':
			return stateTest(condition, tableWords);
		case 'net':
		case 'client':
			return {row: networkTestOf(condition)};
		case 'name':
			return {row: nameTest(condition, named)};
		case 'port':
			return {
				row: ({ports}) => {
					const holds = (end: number) => compareNumbers(ports[end] ?? 0, operator, number);
					return operator === '!='
						? holds(virtual) && holds(server)
						: holds(virtual) || holds(server);
				},
			};
		case 'expires':
			return {row: ({expires}) => compareNumbers(expires, operator, number)};
		case 'proto':
			return {
				row: ({protocol}) =>
					asCompared(
						operator,
						tableWords.protocols.word(protocol).toLowerCase() === value.toLowerCase(),
					),
			};
		case 'service': {
			const holds = textTest(operator, value);
			return {pair: (row, destination) => holds(serviceIdOf(row, destination, tableWords))};
		}

		case 'server': {
			const holds = textTest(operator, value);
			return {pair: (row, destination) => holds(serverIdOf(row, destination, tableWords))};
		}

		case 'scheduler': {
			const holds = textTest(operator, value);
			return {pair: (_, {service}) => service && holds(service.scheduler)};
		}

		case 'weight':
		case 'active':
		case 'inactive':
			return {
				pair: (_, {server: own}) =>
					own && compareNumbers(serverFigures[name](own), operator, number),
			};
		case 'weighted':
			return {
				pair: (_, {service}) =>
					service && compareNumbers(weightedServers(service), operator, number),
			};
		case 'via':
			return {
				pair: (_, {server: own}) =>
					own && asCompared(operator, isForwardedBy(own, value.toLowerCase())),
			};
		default:
			return {row: () => false};
	}
}

/** All terms of a filter as two tests. */
export interface RowConditions {
	meetsPair(row: ConnectionRow, destination: ConnectionDestination): boolean;
	meetsRow(row: ConnectionRow): boolean;
}

/** Prepares the tests of these terms, all of which must be met. */
export function createRowConditions(
	conditions: readonly FilterCondition[],
	tableWords: TableWords,
	named: NamedAddresses,
): RowConditions {
	const tests = conditions.map(condition => ({
		test: testOf(condition, tableWords, named),
		isNegated: condition.isNegated,
	}));
	const pairs = tests.flatMap(({test, isNegated}) =>
		'pair' in test ? [{isMet: test.pair, isNegated}] : [],
	);
	const rows = tests.flatMap(({test, isNegated}) =>
		'row' in test ? [{isMet: test.row, isNegated}] : [],
	);
	return {
		meetsPair: (row, destination) =>
			pairs.every(({isMet, isNegated}) => isMet(row, destination) === !isNegated),
		meetsRow: row => rows.every(({isMet, isNegated}) => isMet(row) !== isNegated),
	};
}
