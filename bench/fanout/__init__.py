"""One message to a room of many: the product, a bare python-socketio server, a Node socket.io server.

All speak websocket only, to the same client, in the same rounds. The product's message comes as its nudges
do, through Redis; the other two get theirs from a client, which is shorter.
"""
