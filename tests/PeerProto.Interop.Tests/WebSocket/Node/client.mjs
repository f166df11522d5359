// Dials the URL given, has a message of 70,000 bytes echoed, asks with a ping, and says goodbye. Prints what it saw as JSON.
import WebSocket from 'ws';

const socket = new WebSocket(process.argv[2], ['other', 'peerproto']);
const sent = Buffer.alloc(70000, 7);
const seen = { protocol: null, echoed: 0, equal: false, pong: null, code: null };
const parts = [];

socket.on('open', () => {
  seen.protocol = socket.protocol;
  socket.send(sent);
});
socket.on('message', (data, isBinary) => {
  if (!isBinary) throw new Error('a text message');
  parts.push(data);
  seen.echoed += data.length;
  if (seen.echoed < sent.length) return;
  seen.equal = Buffer.concat(parts).equals(sent);
  socket.ping('are you there');
});
socket.on('pong', (data) => {
  if (data.length === 0) return; // nobody asked for it: it keeps the link open
  seen.pong = data.toString();
  socket.close(1000);
});
socket.on('close', (code) => {
  seen.code = code;
  console.log(JSON.stringify(seen));
});
socket.on('error', (error) => {
  console.error(String(error));
  process.exit(1);
});
