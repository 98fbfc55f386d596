using System.Collections.Immutable;
using MeshLens.Xds.Debug;
using MeshLens.Xds.Model;
using MeshLens.Xds.Resources;
using MeshLens.Xds.State;

namespace MeshLens.Xds.Views;

/// <summary>
/// The mesh as other proxies have it, as the control plane tells on request. What it does not tell, endpoints and the workload API, is
/// taken from MeshLens' own stream. One call at a time.
/// </summary>
public sealed class DumpedViews(DebugViews plane, IReadOnlyList<ViewRequest> requests, PlaceFinder places, TimeProvider time)
{
    /// <summary>A control plane makes a dump anew for each question: more than this is not asked of it.</summary>
    private const int MostAsked = 32;

    private readonly Dictionary<string, DateTimeOffset> _told = new(StringComparer.Ordinal);
    private ImmutableDictionary<string, DumpedView> _views = ImmutableDictionary<string, DumpedView>.Empty;
    private IReadOnlyList<string> _notSeen = [];

    /// <summary>What was told last, by proxy.</summary>
    public IReadOnlyList<ConfigurationState> Current => [.. Volatile.Read(ref _views).OrderBy(static view => view.Key, StringComparer.Ordinal).Select(static view => view.Value.State)];

    /// <summary>What was not told, one sentence each.</summary>
    public IReadOnlyList<string> NotSeen => Volatile.Read(ref _notSeen);

    /// <summary>Asks once.</summary>
    /// <param name="report">The proxies there are.</param>
    /// <param name="own">What MeshLens reads itself.</param>
    /// <param name="ownPlace">From where.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task LookAsync(SyncReport report, ResourceSnapshot own, ConfigurationView ownPlace, CancellationToken cancellation)
    {
        var wanted = Wanted(report);
        var views = ImmutableDictionary.CreateBuilder<string, DumpedView>(StringComparer.Ordinal);
        List<string> notSeen = wanted.Count > MostAsked ? [$"{wanted.Count - MostAsked} workloads are not seen as their own proxies see the mesh: no more than {MostAsked} are asked about; name those that matter with --view."] : [];
        foreach (var (key, proxy) in wanted.Take(MostAsked))
        {
            var answer = await plane.ConfigurationAsync(proxy, cancellation);
            var before = _views.GetValueOrDefault(key);
            if (answer.Replica is not null)
            {
                _told[key] = time.GetUtcNow();
            }
            else
            {
                notSeen.AddRange(before is null ? answer.NotSeen : answer.NotSeen.Select(why => $"{why} What is known of it is of {_told[key]:u}."));
            }

            if ((answer.Replica is null ? before : DumpedView.Then(before, answer, own, Place(proxy), ownPlace, _told[key])) is { } view)
            {
                views[key] = view; // What was told earlier stays while nobody tells more.
            }
        }

        foreach (var gone in _told.Keys.Where(key => !views.ContainsKey(key)).ToList())
        {
            _told.Remove(gone);
        }

        Volatile.Write(ref _views, views.ToImmutable());
        Volatile.Write(ref _notSeen, notSeen);
    }

    /// <summary>Key and proxy: by name where it was named, else by workload, whose pods come and go.</summary>
    private List<(string Key, string Proxy)> Wanted(SyncReport report)
    {
        List<(string, string)> wanted = [.. requests.Where(static request => request is { Node: null, Proxy.Length: > 0 }).Select(static request => (request.Proxy, request.Proxy))];
        if (requests.Any(static request => request is { Node: null, Proxy.Length: 0 }))
        {
            wanted.AddRange(report.Proxies.GroupBy(static proxy => WorkloadOf(proxy.Id)).Select(static pods => (pods.Key, pods.First().Id)));
        }

        return [.. wanted.DistinctBy(static each => each.Item1)];
    }

    private ConfigurationView Place(string proxy)
    {
        var (pod, space) = Split(proxy);
        var (region, zone) = places(space, pod);
        return new(ViewKind.Debug, proxy, space, region, zone, []);
    }

    private static string WorkloadOf(string proxy) => Split(proxy) is var (pod, space) ? $"{PodName.WorkloadOf(pod)}.{space}" : proxy;

    private static (string Pod, string Space) Split(string proxy) =>
        proxy.LastIndexOf('.') is > 0 and var dot ? (proxy[..dot], proxy[(dot + 1)..]) : (proxy, "");
}
