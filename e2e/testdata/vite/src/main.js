// This file defines the page's script: it runs a program in the page, one in a worker, and the script element.

import { load } from "aussom-web";
import "aussom-web/scripts";

const source = `
include websocket;
class A {
	public main(args) {
		ws = new WebSocket("/ws/echo");
		ws.addListener("open", ::open, ws);
		ws.addListener("message", ::message, ws);
		this.where = args[0];
	}
	public where = null;
	private open(event, data, ws) { ws.send("echo in " + this.where); }
	private message(event, string text, ws) { c.log(text); ws.close(); }
}
`;

const out = document.getElementById("out");
for (const worker of [false, true]) {
  const aussom = await load({ worker });
  const program = aussom.run(source, {
    args: [worker ? "a worker" : "the page"],
    output: (level, text) => out.append(`${level} ${text}\n`),
  });
  out.append(`code ${await program.done}, ${aussom.liveHandles()} handles\n`);
}
