/**
 * Runs inside the guest on the client: asks once, from the port that is given (0 for any), and prints the answer: the
 * server's address, or `-` if none came within 5 s.
 */
import {createSocket} from 'node:dgram';
import {connect} from 'node:net';

const [kind, address = '', port, localAddress = '', localPort] = process.argv.slice(2);

function end(answer: string): never {
	console.log(answer);
	process.exit();
}

setTimeout(() => end('-'), 5000);
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
	socket.end('GET / HTTP/1.0\r\n\r\n');
}
