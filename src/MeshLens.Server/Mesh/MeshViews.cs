using System.Threading.Channels;
using MeshLens.Core.Edges;
using MeshLens.Core.Identity;
using MeshLens.Xds;
using MeshLens.Xds.Debug;
using MeshLens.Xds.Findings;
using MeshLens.Xds.Model;
using MeshLens.Xds.Resources;
using MeshLens.Xds.Views;

namespace MeshLens.Server.Mesh;

/// <summary>The mesh as others see it, where that was asked for.</summary>
internal sealed class MeshViews : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // A control plane makes a dump anew for each question: no more than a twentieth of the time it works for us.
    private const int Rest = 19;

    private readonly Channel<SyncReport> _reports = Channel.CreateBounded<SyncReport>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly ControlPlaneReading _plane;
    private readonly IReadOnlyList<StreamedView> _streamed;
    private readonly DumpedViews _dumped;
    private readonly Func<ConfigurationView> _ownPlace;
    private readonly TimeProvider _time;
    private DateTimeOffset _restedAt;

    public MeshViews(ControlPlaneReading plane, IReadOnlyList<ViewRequest> requests, IdentityIndex index, TimeProvider time, ILogger<MeshViews> logger)
    {
        (string, string) Place(string space, string pod) => index.PlaceOf(space, pod);
        (_plane, _time, _ownPlace) = (plane, time, () => OwnPlace.Of(plane.Node, index));
        _streamed = [.. requests.Where(static request => request.Node is not null).Select(request => new StreamedView(plane.Options, request.Node!, Place, time, logger))];
        _dumped = new(plane.Views, requests, Place, time);
        plane.Looked += Note;
    }

    public IReadOnlyList<ConfigurationState> Current => [.. _streamed.Select(static view => view.Current), .. _dumped.Current];

    public IEnumerable<string> NotSeen => _streamed.Select(static view => view.NotSeen).OfType<string>().Concat(_dumped.NotSeen);

    /// <summary>How the caller of an edge sees the mesh; null when nobody was asked to look for it.</summary>
    public ConfigurationState? Of(EdgeKey edge) => Current.FirstOrDefault(state => ProxiesOfEdge.IsOfCaller(state.Model.View.Reader, edge));

    /// <summary>What is found where an edge's requests arrive, as far as proxies there are among the views.</summary>
    public IEnumerable<Finding> AtServersOf(ProxiesOfEdge proxies) =>
        OfServers(proxies).SelectMany(static state => state.Findings.Where(static finding => finding.IsAtReader));

    /// <summary>How proxies where an edge's requests arrive see the mesh, as far as they are among the views.</summary>
    public IEnumerable<ConfigurationState> OfServers(ProxiesOfEdge proxies) => Current.Where(state => proxies.AreServed(state.Model.View.Reader));

    public Task RunAsync(CancellationToken stopping) => Task.WhenAll(_streamed.Select(view => view.RunAsync(stopping)).Append(FollowAsync(stopping)));

    public void Dispose()
    {
        _plane.Looked -= Note;
        foreach (var view in _streamed)
        {
            view.Dispose();
        }
    }

    private async Task LookAsync(SyncReport report, CancellationToken stopping)
    {
        if (_time.GetUtcNow() < _restedAt)
        {
            return;
        }

        await UntilReadAsync(stopping); // Endpoints come from there.
        var started = _time.GetTimestamp();
        await _dumped.LookAsync(report, _plane.Client.Snapshot, _ownPlace(), stopping);
        _restedAt = _time.GetUtcNow() + Rest * _time.GetElapsedTime(started);
    }

    private async Task UntilReadAsync(CancellationToken stopping)
    {
        var read = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look(ConfigurationChange change)
        {
            if (change.After.Of(ResourceTypes.Clusters).Count > 0)
            {
                read.TrySetResult();
            }
        }

        _plane.Client.Changed += Look;
        if (_plane.Client.Snapshot.Of(ResourceTypes.Clusters).Count == 0)
        {
            await read.Task.WaitAsync(Patience, _time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _plane.Client.Changed -= Look;
    }

    private void Note(SyncReport report) => _reports.Writer.TryWrite(report);

    private async Task FollowAsync(CancellationToken stopping)
    {
        try
        {
            await foreach (var report in _reports.Reader.ReadAllAsync(stopping))
            {
                await LookAsync(report, stopping);
                foreach (var view in _streamed)
                {
                    view.Reconsider();
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Asked to stop.
        }
    }
}
