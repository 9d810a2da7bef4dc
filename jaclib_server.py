"""What jaclib adds to the notebook server: frames of a live figure leave without delay.

A module of its own beside `jaclib`, so that the server never imports JAX. It is switched on by
`etc/jupyter/jupyter_server_config.d/jaclib.json`, which comes with the package.
"""

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection


class NoDelayConnection(ZMQChannelsWebsocketConnection):
    """The server's own connection between browser and kernel, with Nagle's algorithm off.

    Nagle's algorithm holds a small packet back until the one before it is acknowledged. A kernel says "busy" just
    before it sends a frame, and browsers acknowledge late: each frame would wait about 30 ms.
    """

    def connect(self):
        try:
            self.websocket_handler.set_nodelay(True)
        except Exception as error:  # a slower figure is better than no connection, whatever the handler is made of
            self.log.warning("jaclib: live figures will be slower, since no-delay could not be set: %r", error)
        return super().connect()
