import {sequence} from './sequence.ts';

/** The sync daemons. */
export const daemons = [
	sequence('master', '--start-daemon master --mcast-interface br0 --syncid 5', '-L --daemon'),
	sequence('backup', '--start-daemon backup --mcast-interface br0', '-L --daemon'),
	sequence(
		'both',
		'--start-daemon backup --mcast-interface br0 --syncid 7',
		'--start-daemon master --mcast-interface br0 --syncid 255',
	),
	sequence(
		'master twice',
		'--start-daemon master --mcast-interface br0',
		'--start-daemon master --mcast-interface br0 --syncid 9',
	),
	sequence(
		'master twice, unknown interface',
		'--start-daemon master --mcast-interface br0',
		'--start-daemon master --mcast-interface nope',
	),
	sequence('default interface', '--start-daemon master'),
	sequence('unknown interface', '--start-daemon backup --mcast-interface nope'),
	sequence('interface of 16 letters', '--start-daemon backup --mcast-interface abcdefghijklmnop'),
	sequence(
		'all options',
		'--start-daemon master --mcast-interface br0 --syncid 3 --sync-maxlen 1000 --mcast-group 239.1.1.1 --mcast-port 9000 --mcast-ttl 7',
	),
	sequence(
		'backup, short messages',
		'--start-daemon backup --mcast-interface br0 --sync-maxlen 500',
	),
	sequence('master, short messages', '--start-daemon master --mcast-interface br0 --sync-maxlen 1'),
	sequence(
		'master, long messages',
		'--start-daemon master --mcast-interface br0 --sync-maxlen 65507',
	),
	sequence('IPv6 group', '--start-daemon master --mcast-interface br0 --mcast-group ff02::81'),
	sequence(
		'stop',
		'--start-daemon master --mcast-interface br0',
		'--stop-daemon backup',
		'--stop-daemon master',
		'--stop-daemon master',
	),
	sequence(
		'stop with an id',
		'--start-daemon master --mcast-interface br0 --syncid 4',
		'--stop-daemon master --syncid 9',
	),
	sequence('stop with an interface', '--stop-daemon master --mcast-interface br0'),
	sequence(
		'daemons outlive a clear',
		'--start-daemon master --mcast-interface br0',
		'-C',
		'-L --daemon',
	),
	...['slave', '', 'Master'].map(role =>
		sequence(`start ${role}`, {words: ['--start-daemon', role]}),
	),
	sequence('stop nonsense', '--stop-daemon slave'),
	...[
		'--syncid 256',
		'--syncid -1',
		'--syncid x',
		'--sync-maxlen 0',
		'--sync-maxlen 65508',
		'--mcast-port 0',
		'--mcast-port 65536',
		'--mcast-ttl 0',
		'--mcast-ttl 256',
		'--mcast-group 10.0.0.1',
		'--mcast-group x',
		'--mcast-group 2001:db8::1',
		'--mcast-group ff02:::1',
		'--mcast-group 224.0.0.081',
		'--weight 5',
		'-n',
	].map(option =>
		sequence(`start with ${option}`, `--start-daemon master --mcast-interface br0 ${option}`),
	),
	sequence(
		'mixed families with a daemon',
		'-A -t 10.1.1.1:80',
		'--start-daemon master --mcast-interface br0',
		'-a -t 10.1.1.1:80 -r [2001:db8::8]:80 -i',
		'-a -t 10.1.1.1:80 -r 10.0.0.8 -i',
	),
	sequence(
		'a daemon with mixed families',
		'-A -t 10.1.1.1:80',
		'-a -t 10.1.1.1:80 -r [2001:db8::8]:80 -i',
		'--start-daemon master --mcast-interface br0',
		'-d -t 10.1.1.1:80 -r [2001:db8::8]:80',
		'--start-daemon master --mcast-interface br0',
	),
];
