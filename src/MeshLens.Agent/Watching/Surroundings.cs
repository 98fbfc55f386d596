using MeshLens.Agent.Aggregation;
using MeshLens.Agent.Cost;
using MeshLens.Agent.Dns;
using MeshLens.Agent.Loading;
using MeshLens.Agent.Options;
using MeshLens.Agent.Streaming;
using MeshLens.Protocol.V1;
using Microsoft.Extensions.Logging;

namespace MeshLens.Agent.Watching;

/// <summary>Everything a batch tells beside connections: pressure, listeners, name servers, and what the agent itself costs.</summary>
internal sealed class Surroundings : IDisposable
{
    private static readonly TimeSpan BetweenListeners = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BetweenAllListeners = TimeSpan.FromSeconds(10);

    private readonly HostReader _host;
    private readonly NameServerReader? _nameServers;
    private readonly LeftOut _leftOut;
    private readonly WatchParts _parts;
    private readonly SelfCost _cost;
    private readonly BpfClock _clock;
    private readonly Every _pressures;
    private readonly Every _listeners;
    private readonly Every _allListeners;

    public Surroundings(ConnectionPrograms programs, AgentOptions options, WatchParts parts, FlowTable flows, TimeProvider time, ILogger logger)
    {
        (_parts, _leftOut) = (parts, new(logger));
        _host = new(parts, options.Watch, flows, time);
        _nameServers = parts.NameServers is { } watch ? new(watch, parts.Describer) : null;
        _clock = new([.. programs.Loaded, .. parts.NameServers?.Programs ?? []], options.BpfTiming, parts.MayTimeBpf);
        _cost = new(() => programs.MapBytes() + (parts.NameServers?.MapBytes() ?? 0), _clock, parts.Files);
        // An interval that ends early asks nothing anew, and one that ends a moment early does.
        _pressures = new(0.9 * options.Interval, time);
        (_listeners, _allListeners) = (new(BetweenListeners, time), new(BetweenAllListeners, time));
    }

    public void AddTo(Batch batch, LossTally losses)
    {
        if (_pressures.IsDue())
        {
            _host.AddPressures(batch);
        }

        if (_listeners.IsDue())
        {
            _host.AddListeners(batch, all: _allListeners.IsDue());
        }

        _nameServers?.AddTo(batch, losses);
        _parts.NodeProxy?.MoveTo(batch);
        _leftOut.AddTo(losses, Totals());
        _clock.Tick();
        batch.Cost = _cost.Measure();
    }

    public void Dispose() => _clock.Dispose();

    private SurroundingLosses Totals() => new(
        _host.ShedListeners,
        _host.ShedPressures,
        _host.ListenersFromOutside,
        (ulong)_parts.Processes.Forgotten,
        (ulong)_parts.Describer.CutCgroupWalks,
        _nameServers?.UnnamedQueries ?? 0,
        _parts.NodeProxy?.Skipped ?? 0,
        _parts.NodeProxy?.Broken ?? 0,
        _parts.NodeProxy?.Shed ?? 0);
}
