"""The server for agents: the checks of the library as tools of the Model Context Protocol."""
