/* A bare Node socket.io server: one room, whoever says something is heard by all. */
const { createServer } = require("node:http");
const { Server } = require("socket.io");

const http = createServer((request, response) => response.end("ok"));
const io = new Server(http, { transports: ["websocket"], perMessageDeflate: false });
io.on("connection", (socket) => {
  socket.on("join", (payload, answer) => { socket.join("all"); answer({ ok: true }); });
  socket.on("say", (payload) => io.to("all").emit("said", payload));
});
http.listen(Number(process.env.PORT), "127.0.0.1");
