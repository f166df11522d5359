// Listens on the loopback address, prints the port, and echoes binary messages of one link. Prints the close code at its end.
import { WebSocketServer } from 'ws';

const server = new WebSocketServer({ host: '127.0.0.1', port: 0, path: '/peer', handleProtocols: (offered) => (offered.has('peerproto') ? 'peerproto' : false) });
server.on('listening', () => console.log(server.address().port));
server.on('connection', (socket) => {
  socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }));
  socket.on('close', (code) => {
    console.log(code);
    server.close();
  });
});
