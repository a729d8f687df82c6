/**
 * The pictures of LVS-NAT, LVS-DR and LVS-TUN: the machines of the labs, with their addresses there, and the way of a
 * request and its answer.
 */
import {type Machine, type TopologyName, topologies} from '../../test/lab/topology.ts';

const ground = '#11151c';
const ink = '#d5dae3';
const dim = '#78818f';
const paths = {request: '#6aa6f8', answer: '#7fd18b'} as const;

const width = 860;
const box = {width: 230, head: 30, line: 18};

/** A point on the edge of a machine's box; `at` is the part of the side from its left or upper end. */
interface Anchor {
	readonly machine: string;
	readonly side: 'left' | 'right' | 'top' | 'bottom';
	readonly at: number;
}

/** One leg of the way of a packet. */
interface Arrow {
	readonly packet: number;
	readonly from: Anchor;
	readonly to: Anchor;
}

/** One packet, as it is on the wire. */
interface Packet {
	readonly path: keyof typeof paths;
	readonly text: string;
}

interface Picture {
	readonly title: string;
	/** The upper left corners of the boxes. */
	readonly places: Readonly<Record<string, readonly [number, number]>>;
	/** Lines in the boxes that are no addresses. */
	readonly notes: Readonly<Record<string, readonly string[]>>;
	readonly arrows: readonly Arrow[];
	/** In their order; the first one has number 1. */
	readonly packets: readonly Packet[];
}

function leg(packet: number, from: string, to: string): Arrow {
	const anchor = (text: string): Anchor => {
		const [machine = '', side = '', at = ''] = text.split(' ');
		return {machine, side: side as Anchor['side'], at: Number(at)};
	};
	return {packet, from: anchor(from), to: anchor(to)};
}

const pictures: Readonly<Record<TopologyName, Picture>> = {
	nat: {
		title: 'LVS-NAT: every packet passes the director, both ways',
		places: {
			client: [20, 120],
			director: [315, 112],
			'server-8': [610, 50],
			'server-9': [610, 190],
		},
		notes: {
			director: ['ip_forward = 1'],
			'server-8': ['gateway 10.0.0.1'],
			'server-9': ['gateway 10.0.0.1'],
		},
		arrows: [
			leg(1, 'client right 0.3', 'director left 0.3'),
			leg(2, 'director right 0.2', 'server-8 left 0.4'),
			leg(3, 'server-8 left 0.8', 'director right 0.6'),
			leg(4, 'director left 0.7', 'client right 0.8'),
		],
		packets: [
			{path: 'request', text: '172.16.0.2 → 172.16.249.138:80   the client asks the VIP'},
			{
				path: 'request',
				text: '172.16.0.2 → 10.0.0.8:80         the director writes the server instead',
			},
			{
				path: 'answer',
				text: '10.0.0.8:80 → 172.16.0.2         the server answers, through its gateway',
			},
			{path: 'answer', text: '172.16.249.138:80 → 172.16.0.2   the director writes the VIP again'},
		],
	},
	dr: {
		title: 'LVS-DR: the director only passes requests on, unchanged',
		places: {
			client: [20, 190],
			director: [315, 50],
			'server-8': [610, 130],
			'server-9': [610, 260],
		},
		notes: {
			'server-8': ['no ARP for the VIP'],
			'server-9': ['no ARP for the VIP'],
		},
		arrows: [
			leg(1, 'client top 0.5', 'director left 0.5'),
			leg(2, 'director right 0.5', 'server-8 top 0.3'),
			leg(3, 'server-8 left 0.8', 'client right 0.5'),
		],
		packets: [
			{path: 'request', text: '192.0.2.2 → 192.0.2.100:80   to the MAC of the director'},
			{
				path: 'request',
				text: '192.0.2.2 → 192.0.2.100:80   the same packet, to the MAC of server-8',
			},
			{
				path: 'answer',
				text: '192.0.2.100:80 → 192.0.2.2   from server-8 itself, past the director',
			},
		],
	},
	tun: {
		title: 'LVS-TUN: requests reach far servers in a tunnel',
		places: {
			client: [20, 210],
			director: [315, 50],
			router: [315, 200],
			'server-8': [610, 130],
			'server-9': [610, 270],
		},
		notes: {'server-8': ['rp_filter = 0'], 'server-9': ['rp_filter = 0']},
		arrows: [
			leg(1, 'client right 0.3', 'router left 0.3'),
			leg(1, 'router top 0.3', 'director bottom 0.3'),
			leg(2, 'director bottom 0.7', 'router top 0.7'),
			leg(2, 'router right 0.3', 'server-8 left 0.4'),
			leg(3, 'server-8 left 0.8', 'router right 0.6'),
			leg(3, 'router left 0.7', 'client right 0.8'),
		],
		packets: [
			{path: 'request', text: '192.0.2.2 → 198.51.100.100:80   the client asks the VIP'},
			{
				path: 'request',
				text: '198.51.100.1 → 203.0.113.8      around it: the same packet, 20 bytes longer',
			},
			{
				path: 'answer',
				text: '198.51.100.100:80 → 192.0.2.2   from server-8 itself, past the director',
			},
		],
	},
};

/** The picture of a way of forwarding as SVG. */
export function labPicture(name: TopologyName): string {
	const {title, places, notes, arrows, packets} = pictures[name];
	const {machines} = topologies[name];
	const boxes = new Map(
		machines.map(machine => [
			machine.name,
			boxOf(machine, notes[machine.name] ?? [], places[machine.name] ?? [0, 0]),
		]),
	);
	const legend = Math.max(...[...boxes.values()].map(({y, height}) => y + height)) + 40;
	const height = legend + packets.length * 22;
	return `${[
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="13" xml:space="preserve">`,
		`<rect width="100%" height="100%" rx="8" fill="${ground}"/>`,
		text(20, 30, title, ink, ' font-weight="bold" font-size="15"'),
		...[...boxes.values()].map(drawBox),
		...arrows.map(({packet, from, to}) =>
			drawArrow(
				packet,
				packets[packet - 1]?.path ?? 'request',
				pointOf(boxes, from),
				pointOf(boxes, to),
			),
		),
		...packets.flatMap(({path, text: words}, index) => [
			drawNumber(index + 1, path, [30, legend + index * 22 - 4]),
			text(50, legend + index * 22, words, ink),
		]),
		'</svg>',
	].join('\n')}\n`;
}

interface Box {
	readonly x: number;
	readonly y: number;
	readonly height: number;
	readonly title: string;
	readonly lines: readonly string[];
}

type Point = readonly [number, number];

function boxOf(
	{name, interfaces, virtualAddresses}: Machine,
	notes: readonly string[],
	[x, y]: Point,
): Box {
	const lines = [
		...interfaces.flatMap(one => one.addresses.map(address => `${one.name} ${address}`)),
		...Object.entries(virtualAddresses ?? {}).map(words => words.join(' ')),
		...notes,
	];
	return {x, y, height: box.head + lines.length * box.line + 6, title: name, lines};
}

function pointOf(boxes: ReadonlyMap<string, Box>, {machine, side, at}: Anchor): Point {
	const {x, y, height} = boxes.get(machine) ?? {x: 0, y: 0, height: 0};
	const across = x + box.width * at;
	const down = y + height * at;
	const points = {
		left: [x, down],
		right: [x + box.width, down],
		top: [across, y],
		bottom: [across, y + height],
	} as const;
	return points[side];
}

function drawBox({x, y, height, title, lines}: Box): string {
	return [
		`<rect x="${x}" y="${y}" width="${box.width}" height="${height}" rx="6" fill="none" stroke="${dim}"/>`,
		text(x + 12, y + 20, title, ink, ' font-weight="bold"'),
		...lines.map((line, index) => text(x + 12, y + box.head + 12 + index * box.line, line, dim)),
	].join('\n');
}

function drawArrow(packet: number, path: keyof typeof paths, from: Point, to: Point): string {
	const colour = paths[path];
	const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
	const length = Math.hypot(dx, dy);
	/** So far back from the tip, and so far to the side. */
	const back = (distance: number, aside: number) =>
		[
			(to[0] - (dx * distance - dy * aside) / length).toFixed(1),
			(to[1] - (dy * distance + dx * aside) / length).toFixed(1),
		].join(',');
	return [
		`<path d="M${from.join(',')} L${back(4, 0)}" stroke="${colour}" stroke-width="2" fill="none"/>`,
		`<path d="M${to.join(',')} L${back(10, 5)} L${back(10, -5)} Z" fill="${colour}"/>`,
		drawNumber(packet, path, [from[0] + dx / 2, from[1] + dy / 2]),
	].join('\n');
}

function drawNumber(packet: number, path: keyof typeof paths, [x, y]: Point): string {
	const circle = `<circle cx="${x}" cy="${y}" r="9" fill="${ground}" stroke="${paths[path]}"/>`;
	return circle + text(x, y + 4.5, String(packet), ink, ' text-anchor="middle"');
}

function text(x: number, y: number, words: string, fill: string, more = ''): string {
	return `<text x="${x}" y="${y}" fill="${fill}"${more}>${words}</text>`;
}
