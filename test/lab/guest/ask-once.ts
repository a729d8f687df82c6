/**
 * Runs inside the guest on the client: asks once, from the port that is given (0 for any), and prints the answer: the
 * server's address, or `-` if the connection broke or none came within 5 s. The question may be asked some seconds after the
 * connection was made.
 */
import {createSocket} from 'node:dgram';
import {connect} from 'node:net';

const [kind, address = '', port, localAddress = '', localPort, silence = '0'] =
	process.argv.slice(2);

function end(answer: string): never {
	console.log(answer);
	process.exit();
}

setTimeout(() => end('-'), 5000 + Number(silence) * 1000);
if (kind === 'udp') {
	const socket = createSocket('udp4');
	socket.on('message', text => end(String(text)));
	socket.bind({address: localAddress, port: Number(localPort)}, () =>
		socket.send('-', Number(port), address),
	);
} else {
	let text = '';
	const socket = connect({
		host: address,
		port: Number(port),
		localAddress,
		localPort: Number(localPort),
	});
	socket.on('error', () => end('-'));
	socket.on('data', piece => {
		text += piece;
	});
	socket.on('close', () => end(text.trim().split('\n').at(-1) ?? '-'));
	socket.on('connect', () =>
		setTimeout(() => socket.end('GET / HTTP/1.0\r\n\r\n'), Number(silence) * 1000),
	);
}
