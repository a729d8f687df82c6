import {restore, sequence} from './sequence.ts';

const two = '-A -t 10.1.1.1:80 -s rr\n-a -t 10.1.1.1:80 -r 10.0.0.8:80 -m -w 1\n';

/** Streams for `ipvsadm -R`. */
export const restores = [
	sequence('a saved table', restore(two)),
	sequence('nothing', restore('')),
	sequence('empty lines', restore('\n\n \n\t\n')),
	sequence(
		'the program’s name',
		restore('ipvsadm -A -t 10.1.1.1:80\nipvsadm\n-A ipvsadm -u 10.1.1.1:53\n'),
	),
	sequence('CRLF', restore(two.replaceAll('\n', '\r\n'))),
	sequence(
		'tabs and many blanks',
		restore('  -A\t-t   10.1.1.1:80 \t \n\t-A -u 10.1.1.1:53   -o \n'),
	),
	sequence('no newline at the end', restore('-A -t 10.1.1.1:80')),
	sequence('one blank at the end', restore('-A -t 10.1.1.1:80 ')),
	sequence('two blanks at the end', restore('-A -u 10.1.1.1:53\n-A -t 10.1.1.1:80  ')),
	sequence('a blank and a return at the end', restore('-A -u 10.1.1.1:53\n-A -t 10.1.1.1:80 \r')),
	sequence('a comment line', restore('-A -u 10.1.1.1:53\n# comment\n-A -t 10.1.1.1:80\n')),
	sequence('a comment without a blank', restore('#comment\n')),
	sequence('a comment behind', restore('-A -t 10.1.1.1:80 # comment\n-A -u 10.1.1.1:53\n')),
	sequence('a continued line', restore('-A -t 10.1.1.1:80 \\\n-s rr\n')),
	sequence('quotes', restore('-A -t "10.1.1.1:80"\n')),
	sequence(
		'the kernel refuses in the middle',
		restore(`-A -t 10.1.1.1:80\n-A -t 10.1.1.1:80\n-A -u 10.1.1.1:53\n`),
	),
	sequence('the kernel refuses at the end', restore(`-A -t 10.1.1.1:80\n-A -t 10.1.1.1:80\n`)),
	sequence('an unknown option', restore('-A -t 10.1.1.1:80 --bogus\n-A -u 10.1.1.1:53\n')),
	sequence(
		'an unknown option at the end',
		restore('-A -u 10.1.1.1:53\n-A -t 10.1.1.1:80 --bogus\n'),
	),
	sequence('a missing argument', restore('-A -t\n-A -u 10.1.1.1:53\n')),
	sequence('a bad address', restore('-A -u 10.1.1.1:53\n-A -t nowhere:80\n-A -t 10.1.1.1:80\n')),
	sequence(
		'a missing option',
		restore('-A -u 10.1.1.1:53\n-a -t 10.1.1.1:80\n-A -t 10.1.1.1:80\n'),
	),
	sequence('an unknown command', restore('-A -u 10.1.1.1:53\nfoo\n-A -t 10.1.1.1:80\n')),
	sequence('an option in the place of a command', restore('-n\n-A -t 10.1.1.1:80\n')),
	sequence('a restore inside', restore('-A -u 10.1.1.1:53\n-R\n-A -t 10.1.1.1:80\n')),
	sequence('help inside', restore('-A -u 10.1.1.1:53\n-h\n-A -t 10.1.1.1:80\n')),
	sequence('version inside', restore('-v\n-A -t 10.1.1.1:80\n')),
	sequence(
		'all commands inside',
		restore(
			`${two}-e -t 10.1.1.1:80 -r 10.0.0.8:80 -m -w 7\n-S -n\n-E -t 10.1.1.1:80 -s wlc\n-Ln\n-Z\n--set 5 6 7\n-L --timeout\n-d -t 10.1.1.1:80 -r 10.0.0.8:80\n-D -t 10.1.1.1:80\n-C\n`,
		),
	),
	sequence('a listing that fails inside', restore('-Ln -t 9.9.9.9:80\n-A -t 10.1.1.1:80\n')),
	sequence('a listing of a conflict inside', restore('-Lnc --stats\n-A -t 10.1.1.1:80\n')),
	sequence(
		'clear and build again',
		...['-A -t 10.1.1.1:80', '-a -t 10.1.1.1:80 -r 10.0.0.8 -m -x 9'],
		restore(`-C\n${two}`),
	),
	sequence(
		'saved negative marks',
		'-A -f 4294967295',
		restore('-A -f -1 -s wlc\n-A -t 10.1.1.1:80\n'),
	),
	sequence(
		'a saved flag without name',
		restore('-A -t 10.1.1.1:80 -s sh -b \n-A -u 10.1.1.1:53\n'),
	),
	sequence(
		'flags are not remembered from line to line',
		restore('-A -t 10.1.1.1:80 -s sh -b sh-port\n-A -t 10.1.1.1:81 -s sh\n'),
	),
	sequence('a long word', restore(`-A -t 10.1.1.1:80 -s ${'x'.repeat(300)}\n`)),
	sequence(
		'names instead of numbers',
		restore('-A -t localhost:http -s rr\n-a -t localhost:http -r 10.0.0.8:www -m\n'),
	),
	sequence(
		'restore and its exit code',
		restore('-A -t 10.1.1.1:80\n-L -n\n-D -t 9.9.9.9:9\n-S -n\n'),
	),
];
