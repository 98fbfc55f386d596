using Envoy.Config.Core.V3;
using Envoy.Service.Discovery.V3;
using Google.Rpc;
using MeshLens.Xds.State;

namespace MeshLens.Xds.Protocol;

/// <summary>
/// State of the world: a request names everything that is wanted of its type, a response holds everything (clusters, listeners) or
/// what changed (endpoints, routes). A request without names asks for all of a wildcard type and ends the subscription to any
/// other, so it is sent only when one of these is meant.
/// </summary>
internal sealed class StateOfTheWorldConversation(ResourceState state, Node node)
    : AdsConversation<DiscoveryRequest, DiscoveryResponse>(state, node)
{
    protected override ServerMessage Decode(DiscoveryResponse response) => new(
        response.TypeUrl,
        response.Nonce,
        response.VersionInfo,
        response.ControlPlane?.Identifier ?? "",
        [.. response.Resources.Select(body => WrappedResource.Open(body, response.VersionInfo))],
        []);

    protected override bool IsComplete(TypeProgress progress) => progress.Type.AbsenceIsRemoval && progress.Everything;

    protected override void Ask(TypeProgress progress, ResourceTable table, List<DiscoveryRequest> requests)
    {
        // The only way to say that nothing of a wildcard type is wanted any more is to close the stream.
        if (!(table.Type.IsWildcard && table.Interest.IsEmpty))
        {
            requests.Add(Request(progress, table.Interest.Everything ? [] : table.Interest.Names));
        }
    }

    protected override DiscoveryRequest Acknowledge(TypeProgress progress, Status? problem)
    {
        var request = Request(progress, progress.Everything ? [] : progress.Names);
        request.ErrorDetail = problem;
        return request;
    }

    protected override void Introduce(DiscoveryRequest first, Node node) => first.Node = node;

    private static DiscoveryRequest Request(TypeProgress progress, IEnumerable<string> names) => new()
    {
        TypeUrl = progress.Type.TypeUrl,
        VersionInfo = progress.AcceptedVersion,
        ResponseNonce = progress.Nonce,
        ResourceNames = { names.Order(StringComparer.Ordinal) },
    };
}
