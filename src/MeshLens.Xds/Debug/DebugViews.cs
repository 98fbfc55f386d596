using MeshLens.Xds.Identity;
using MeshLens.Xds.Resources;
using MeshLens.Xds.State;
using MeshLens.Xds.Streaming;

namespace MeshLens.Xds.Debug;

/// <summary>
/// What a control plane says of its proxies: whether they are in step, and which configuration each has. MeshLens sees the mesh as it
/// is configured for itself; this is how it sees it as another does, where that is allowed.
/// </summary>
/// <param name="options">Where it is and how to get in.</param>
/// <param name="node">Who asks.</param>
/// <param name="time">The clock.</param>
/// <param name="served">What it serves to MeshLens itself, which says where its replicas are; null to ask the addresses alone.</param>
public sealed class DebugViews(ControlPlaneOptions options, NodeIdentity node, TimeProvider time, Func<ResourceSnapshot>? served = null)
{
    private readonly DebugQuestion _question = new(options, node, time);

    private IReadOnlyList<PlaneReplica> Replicas => PlaneReplicas.Of(options.Addresses, served?.Invoke() ?? ResourceSnapshot.Empty);

    /// <summary>All proxies of all replicas. Never throws for what a control plane does.</summary>
    public async Task<SyncReport> SynchronisationAsync(CancellationToken cancellation)
    {
        var answers = await Task.WhenAll(Replicas.Select(replica => _question.AskAsync(replica, DebugQuestion.Synchronisation, null, cancellation)));
        var proxies = answers.SelectMany(static answer => answer.Resources.Select(body => SyncReading.Read(body, answer.Replica))).OfType<ProxySync>();
        return new(
            time.GetUtcNow(),
            [.. proxies.OrderBy(static proxy => proxy.Id, StringComparer.Ordinal)],
            [.. answers.Where(static answer => answer.Refusal.Length > 0).GroupBy(static answer => answer.Refusal).Select(static same => $"The proxies of {Names(same.Select(static answer => answer.Replica))} cannot be seen: {same.Key}.")]);
    }

    /// <summary>The configuration of one proxy, from the replica that it is connected to. Never throws for what a control plane does.</summary>
    /// <param name="proxy">Pod and namespace: <c>payments-v1-7d9f.shop</c>.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<WorkloadView> ConfigurationAsync(string proxy, CancellationToken cancellation)
    {
        var refusals = new List<(Uri Replica, string Why)>();
        foreach (var replica in Replicas)
        {
            var (configuration, refusal) = await ReadAsync(replica, proxy, cancellation);
            if (configuration.Of(ResourceTypes.Clusters).Count > 0)
            {
                return new(proxy, replica.Address, configuration, [.. Absent(configuration)]);
            }

            refusals.Add((replica.Address, refusal.Length > 0 ? refusal : "it is not connected there"));
        }

        return new(proxy, null, ResourceSnapshot.Empty, [.. refusals.GroupBy(static each => each.Why).Select(same => $"No configuration of {proxy} is shown by {Names(same.Select(static each => each.Replica))}: {same.Key}.")]);
    }

    // The debugging interface tells endpoints, too, the type for dumps does not: it is asked where the other says nothing of use.
    private async Task<(ResourceSnapshot Configuration, string Refusal)> ReadAsync(PlaneReplica replica, string proxy, CancellationToken cancellation)
    {
        var whole = await _question.AskAsync(replica, DebugQuestion.Interface, $"config_dump?proxyID={Uri.EscapeDataString(proxy)}&include_eds=true", cancellation);
        var configuration = DumpReading.ReadJson(whole.Resources);
        if (configuration.Of(ResourceTypes.Clusters).Count > 0 || whole.Refusal == DebugQuestion.Silent)
        {
            return (configuration, whole.Refusal);
        }

        var answer = await _question.AskAsync(replica, DebugQuestion.ConfigurationDump, proxy, cancellation);
        return (DumpReading.Read(answer.Resources), answer.Refusal);
    }

    private static string Names(IEnumerable<Uri> replicas)
    {
        const int Most = 3;
        var all = replicas.ToList();
        return string.Join(", ", all.Take(Most)) + (all.Count > Most ? $" and {all.Count - Most} more" : "");
    }

    private static IEnumerable<string> Absent(ResourceSnapshot configuration)
    {
        if (configuration.Of(ResourceTypes.Endpoints).IsEmpty)
        {
            yield return "Endpoints are not in a dump that istiod makes: they are those that MeshLens reads itself.";
        }
    }
}
