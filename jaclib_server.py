"""What jaclib adds to the notebook server: frames of a live figure leave without delay.

A server extension in a module of its own beside `jaclib`, so that the server never imports JAX. It is switched on by
`etc/jupyter/jupyter_server_config.d/jaclib.json`, which comes with the package. Beside it comes
`etc/jupyter/labconfig/page_config.d/jaclib.json`, for the page: JupyterLab fetches another favicon whenever a kernel
gets busy or idle, so twice for each frame.

Nagle's algorithm holds a small packet back until the one before it is acknowledged. A kernel says "busy" just before
it sends a frame, and browsers acknowledge late: with the algorithm on, each frame waits about 30 ms.
"""

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection

SETTING = "kernel_websocket_connection_class"


def no_delay(connection):
    """A class like `connection`, the server's link between browser and kernel, with Nagle's algorithm off."""

    class NoDelay(connection):
        def connect(self):
            try:
                self.websocket_handler.set_nodelay(True)
            except Exception as error:  # a slower figure is better than no kernel, whatever the handler is made of
                self.log.warning("jaclib: live figures will be slower, since no-delay could not be set: %r", error)
            return super().connect()

    return NoDelay


NoDelayConnection = no_delay(ZMQChannelsWebsocketConnection)


def _load_jupyter_server_extension(server):
    """Subclass the configured connection class (a gateway has its own). Do nothing if the user chose one."""
    chosen = server.web_app.settings.get(SETTING)
    if chosen is None or SETTING in server.config.ServerApp:
        server.log.info("jaclib: no-delay is left to the server's own configuration")
    else:
        server.web_app.settings[SETTING] = no_delay(chosen)


def _jupyter_server_extension_points():
    return [{"module": "jaclib_server"}]
