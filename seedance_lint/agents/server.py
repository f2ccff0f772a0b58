"""The server: lists tools and pages, hands calls on, and turns whatever goes wrong into an answer that a model can read."""

import warnings
from typing import Any, TypeAlias

import anyio
from anyio import to_thread
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel.server import Server
from mcp.shared.exceptions import MCPError
from mcp_types import (
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    InputRequiredResult,
    ListResourcesResult,
    ListResourceTemplatesResult,
    ListRootsRequest,
    ListRootsResult,
    ListToolsResult,
    PaginatedRequestParams,
    ReadResourceRequestParams,
    ReadResourceResult,
    Resource,
    ResourceTemplate,
    TextContent,
    TextResourceContents,
    Tool,
    ToolAnnotations,
)

from seedance_lint import __version__
from seedance_lint.agents.tools import INSTRUCTIONS, TOOLS, answerer

_Context: TypeAlias = ServerRequestContext[Any, Any]

_ROOTS = "roots"
"""The key of the one thing that the server may ask of a client."""
_LONGEST_WAIT = 10.0
"""Seconds that a client has to name its roots."""


def build() -> Server[Any]:
    """Return a server that knows its answers."""
    server = Server(
        "seedance-lint",
        version=__version__,
        title="seedance-lint",
        instructions=INSTRUCTIONS,
        on_list_tools=_list_tools,
        on_call_tool=_Calls().call,
        on_list_resources=_list_resources,
        on_list_resource_templates=_list_templates,
        on_read_resource=_read_resource,
    )
    server.middleware.clear()  # what a program around it may do with traces is none of our business
    return server


async def _list_tools(context: _Context, params: PaginatedRequestParams | None) -> ListToolsResult:  # noqa: ARG001 - the SDK's signature
    return ListToolsResult(
        tools=[
            Tool(
                name=tool.name,
                title=tool.title,
                description=tool.about,
                input_schema=tool.takes,
                output_schema=tool.gives,
                annotations=ToolAnnotations(
                    title=tool.title, read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
                ),
            )
            for tool in TOOLS
        ]
    )


class _Calls:
    """Answers calls in a thread, one after the other, so that the server keeps listening meanwhile."""

    def __init__(self) -> None:
        self._one = anyio.CapacityLimiter(1)

    async def call(self, context: _Context, params: CallToolRequestParams) -> CallToolResult | InputRequiredResult:
        """Answer a call of a tool."""
        tool = next((each for each in TOOLS if each.name == params.name), None)
        if tool is None:
            from seedance_lint.nearest import did_you_mean

            raise MCPError(
                INVALID_PARAMS, f"unknown tool `{params.name[:60]}`{did_you_mean(params.name[:60], [each.name for each in TOOLS])}"
            )
        from seedance_lint.agents.arguments import Refused, checked

        try:
            arguments = checked(tool.takes, params.arguments or {})
            more: tuple[Any, ...] = ()
            if tool.name == "check_paths":
                roots = await _roots(context, params)
                if isinstance(roots, InputRequiredResult):
                    return roots
                more = (roots,)
            answer = await to_thread.run_sync(answerer(tool), arguments, *more, limiter=self._one)
        except Refused as refused:
            return CallToolResult(content=[TextContent(text=str(refused))], is_error=True)
        except Exception as error:  # no traceback for the caller
            from seedance_lint.linter.crash import internal_error

            return CallToolResult(content=[TextContent(text=internal_error(error, "call"))], is_error=True)
        return CallToolResult(content=[TextContent(text=answer.text)], structured_content=answer.values)


async def _roots(context: _Context, params: CallToolRequestParams) -> list[str] | InputRequiredResult:
    """Return the folders that the client opens to us; of a client that knows no roots, the working directory.

    Raises:
        Refused: the client does not name them.
    """
    from seedance_lint.agents.arguments import Refused
    from seedance_lint.agents.paths import folder_of, working_folder

    capabilities = context.session.client_capabilities
    if capabilities is None or capabilities.roots is None:
        return working_folder()
    answer = (params.input_responses or {}).get(_ROOTS)
    if answer is None and not context.session.can_send_request:
        return InputRequiredResult(input_requests={_ROOTS: ListRootsRequest()})  # since 2026-07-28 a client is asked like this
    if answer is None:
        try:
            with warnings.catch_warnings(), anyio.fail_after(_LONGEST_WAIT):
                warnings.simplefilter("ignore")  # that roots are on their way out; nothing has their place
                answer = await context.session.list_roots()
        except (MCPError, TimeoutError):
            raise Refused("the client did not say which folders (roots) may be read") from None
    if not isinstance(answer, ListRootsResult):
        raise Refused("the client did not say which folders (roots) may be read")
    return [folder for root in answer.roots if (folder := folder_of(str(root.uri))) is not None]


async def _list_resources(context: _Context, params: PaginatedRequestParams | None) -> ListResourcesResult:  # noqa: ARG001 - the SDK's signature
    from seedance_lint.agents.pages import pages

    return ListResourcesResult(
        resources=[Resource(uri=each.uri, name=each.name, description=each.about, mime_type=each.media_type) for each in pages()]
    )


async def _list_templates(context: _Context, params: PaginatedRequestParams | None) -> ListResourceTemplatesResult:  # noqa: ARG001 - the SDK's signature
    from seedance_lint.agents.pages import PROFILES, RULES

    return ListResourceTemplatesResult(
        resource_templates=[
            ResourceTemplate(
                uri_template=f"{RULES}{{id}}", name="rule", description="What a rule finds, and why.", mime_type="text/markdown"
            ),
            ResourceTemplate(
                uri_template=f"{PROFILES}{{name}}",
                name="profile",
                description="A provider's limits, with their sources.",
                mime_type="text/plain",
            ),
        ]
    )


async def _read_resource(context: _Context, params: ReadResourceRequestParams) -> ReadResourceResult:  # noqa: ARG001 - the SDK's signature
    from seedance_lint.agents.pages import page

    found = page(str(params.uri))
    if found is None:
        raise MCPError(INVALID_PARAMS, f"there is no resource `{str(params.uri)[:120]}`; resources/list names all")
    text, media_type = found
    return ReadResourceResult(contents=[TextResourceContents(uri=params.uri, text=text, mime_type=media_type)])
