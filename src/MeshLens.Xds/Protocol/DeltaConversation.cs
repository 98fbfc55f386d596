using Envoy.Config.Core.V3;
using Envoy.Service.Discovery.V3;
using Google.Rpc;
using MeshLens.Xds.State;

namespace MeshLens.Xds.Protocol;

/// <summary>
/// Delta: requests and responses hold only what changes. The first request of a stream for a type says which versions are held, so
/// that a reconnect costs no more than what happened meanwhile.
/// </summary>
internal sealed class DeltaConversation(ResourceState state, Node node, int mostHeldBytes = DeltaConversation.MostHeldBytes)
    : AdsConversation<DeltaDiscoveryRequest, DeltaDiscoveryResponse>(state, node)
{
    /// <summary>istiod takes messages of 4 MiB. More names and versions than this are left out, and the answer then counts as complete.</summary>
    private const int MostHeldBytes = 3 << 20;

    private const int BytesAroundAnEntry = 8;
    private const string Wildcard = "*";

    protected override ServerMessage Decode(DeltaDiscoveryResponse response) => new(
        response.TypeUrl,
        response.Nonce,
        response.SystemVersionInfo,
        response.ControlPlane?.Identifier ?? "",
        [.. response.Resources.Select(static item => new ServedResource(item.Name, item.Version, item.Resource_))],
        response.RemovedResources);

    protected override bool IsComplete(TypeProgress progress) => progress.NextIsComplete;

    protected override void Ask(TypeProgress progress, ResourceTable table, List<DeltaDiscoveryRequest> requests)
    {
        if (!progress.IsOpen)
        {
            requests.Add(First(progress, table));
            if (table.Interest.Everything || !table.Type.IsWildcard)
            {
                return;
            }
        }

        var change = new DeltaDiscoveryRequest { TypeUrl = table.Type.TypeUrl };
        change.ResourceNamesSubscribe.Add(Missing(table.Interest.Names, progress.Names));
        change.ResourceNamesUnsubscribe.Add(Missing(progress.Names, table.Interest.Names));
        if (progress.IsOpen && progress.Everything != table.Interest.Everything)
        {
            (table.Interest.Everything ? change.ResourceNamesSubscribe : change.ResourceNamesUnsubscribe).Add(Wildcard);
        }

        if (change.ResourceNamesSubscribe.Count + change.ResourceNamesUnsubscribe.Count > 0)
        {
            requests.Add(change);
        }
    }

    protected override DeltaDiscoveryRequest Acknowledge(TypeProgress progress, Status? problem) =>
        new() { TypeUrl = progress.Type.TypeUrl, ResponseNonce = progress.Nonce, ErrorDetail = problem };

    protected override void Introduce(DeltaDiscoveryRequest first, Node node) => first.Node = node;

    private DeltaDiscoveryRequest First(TypeProgress progress, ResourceTable table)
    {
        var request = new DeltaDiscoveryRequest { TypeUrl = table.Type.TypeUrl };
        if (!table.Type.IsWildcard || table.Interest.Everything)
        {
            request.ResourceNamesSubscribe.Add(table.Interest.Names.Order(StringComparer.Ordinal));
            if (table.Interest.Everything && table.Interest.Names.Count > 0)
            {
                request.ResourceNamesSubscribe.Add(Wildcard);
            }
        }
        else
        {
            // Names of a wildcard type: without this, saying nothing would mean everything.
            request.ResourceNamesSubscribe.Add(Wildcard);
            request.ResourceNamesUnsubscribe.Add(Wildcard);
        }

        // Endpoints and routes may be answered in parts; they go with their parents anyway.
        progress.NextIsComplete = !TryStateHeld(request, table) && table.Interest.Everything;
        return request;
    }

    private bool TryStateHeld(DeltaDiscoveryRequest request, ResourceTable table)
    {
        var room = mostHeldBytes;
        foreach (var resource in table.Held)
        {
            request.InitialResourceVersions[resource.Name] = resource.Version;
            room -= resource.Name.Length + resource.Version.Length + BytesAroundAnEntry;
            if (room < 0)
            {
                request.InitialResourceVersions.Clear();
                return false;
            }
        }

        return true;
    }

    private static IEnumerable<string> Missing(IEnumerable<string> wanted, IReadOnlyCollection<string> there) =>
        wanted.Where(name => !there.Contains(name)).Order(StringComparer.Ordinal);
}
