using System.Security.Cryptography;
using Envoy.Service.Discovery.V3;
using Grpc.Core;
using MeshLens.Core.Retrying;
using MeshLens.Xds.Identity;
using MeshLens.Xds.Model;
using MeshLens.Xds.Protocol;
using MeshLens.Xds.Resources;
using MeshLens.Xds.State;
using MeshLens.Xds.Streaming;
using Microsoft.Extensions.Logging;

namespace MeshLens.Xds;

/// <summary>
/// Reads a mesh's configuration as a proxy would, for as long as it runs. A control plane that goes away leaves what is known in
/// place, marked stale; one that comes back is told what is held.
/// </summary>
public sealed class AdsClient : IDisposable
{
    private readonly ControlPlaneOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ResourceState _state;
    private readonly IAdsStreams _streams;
    private readonly Backoff _backoff;
    private readonly Replicas _replicas;
    private ControlPlaneStatus _status;
    private IReadOnlyList<RefusedResource> _refused = [];

    /// <summary>Prepares to read the given types; wildcard types are read whole, others as they are referred to or held.</summary>
    /// <exception cref="ArgumentException">The options are unusable: the message lists every reason.</exception>
    public AdsClient(
        ControlPlaneOptions options, NodeIdentity node, IReadOnlyList<ResourceType> types, TimeProvider time, ILogger logger, Func<double>? random = null)
    {
        if (options.Validate() is { Count: > 0 } problems)
        {
            throw new ArgumentException(string.Join(Environment.NewLine, problems), nameof(options));
        }

        (_options, _time, _logger) = (options, time, logger);
        _state = new(types);
        foreach (var type in types.Where(static type => type.IsWildcard))
        {
            _state.Follow(type);
        }

        random ??= Random.Shared.NextDouble;
        _backoff = new(options.FirstWait, options.LongestWait, random);
        _replicas = new(options.Addresses, random);
        _streams = CreateStreams(options.Protocol, _state, node);
        _status = new(ConnectionState.Connecting, time.GetUtcNow(), null, "", "");
    }

    /// <summary>Raised after each push that changed something in force or refused, on the reading thread: a slow handler slows the reading.</summary>
    public event Action<ConfigurationChange>? Changed;

    /// <summary>Raised when a stream has delivered first, when it has ended, and when another attempt has failed.</summary>
    public event Action<ControlPlaneStatus>? StatusChanged;

    /// <summary>The configuration in force.</summary>
    public ResourceSnapshot Snapshot => _state.Snapshot;

    /// <summary>What was served last and cannot be used, the first few hundred: in its place the one before stays in force.</summary>
    public IReadOnlyList<RefusedResource> Refused => _state.Refused;

    /// <summary>How it stands with the control plane.</summary>
    public ControlPlaneStatus Status => Volatile.Read(ref _status);

    /// <summary>What was seen.</summary>
    public ClientCounters Counters { get; } = new();

    /// <summary>Asks for one more resource by name. Each hold needs its release.</summary>
    public Task HoldAsync(ResourceType type, string name, CancellationToken cancellation) =>
        _streams.ChangeAsync(() => _state.Hold(type, name), cancellation);

    /// <summary>Lets go of a resource that was held.</summary>
    public Task ReleaseAsync(ResourceType type, string name, CancellationToken cancellation) =>
        _streams.ChangeAsync(() => _state.Release(type, name), cancellation);

    /// <summary>Keeps a stream open until cancelled; never throws for what a control plane does.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            var end = await RunStreamAsync(_replicas.Current, cancellation);
            if (cancellation.IsCancellationRequested)
            {
                return;
            }

            Note(end);
            if (end.Kind != StreamEndKind.Closed)
            {
                _replicas.Advance();
            }

            await Task.Delay(_backoff.Next(), _time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => (_streams as IDisposable)?.Dispose();

    private static IAdsStreams CreateStreams(DiscoveryProtocol protocol, ResourceState state, NodeIdentity node) =>
        protocol == DiscoveryProtocol.Delta
            ? new AdsStreams<DeltaDiscoveryRequest, DeltaDiscoveryResponse>(
                new DeltaConversation(state, node.ToNode()),
                static (invoker, call) => new AggregatedDiscoveryService.AggregatedDiscoveryServiceClient(invoker).DeltaAggregatedResources(call))
            : new AdsStreams<DiscoveryRequest, DiscoveryResponse>(
                new StateOfTheWorldConversation(state, node.ToNode()),
                static (invoker, call) => new AggregatedDiscoveryService.AggregatedDiscoveryServiceClient(invoker).StreamAggregatedResources(call));

    private async Task<StreamEnd> RunStreamAsync(Uri address, CancellationToken cancellation)
    {
        var delivered = false;
        try
        {
            using var channel = new ControlPlaneChannel(address, _options);
            var before = _state.Snapshot;
            await _streams.RunAsync(
                channel,
                delivery =>
                {
                    Deliver(address, delivery, first: !delivered, before);
                    (delivered, before) = (true, _state.Snapshot);
                },
                cancellation);
            return StreamEnd.Of(StatusCode.OK, "", delivered);
        }
        catch (RpcException broken)
        {
            return StreamEnd.Of(broken.StatusCode, broken.Status.Detail, delivered);
        }
        catch (OperationCanceledException)
        {
            return StreamEnd.Of(StatusCode.Cancelled, "", delivered);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return new(StreamEndKind.Broken, unreadable.Message.TrimEnd('.'));
        }
    }

    private void Deliver(Uri address, Delivery delivery, bool first, ResourceSnapshot before)
    {
        Counters.Count(delivery.Kind);
        if (first)
        {
            _backoff.Reset();
            Counters.CountStream();
            AdsLog.Live(_logger, address, delivery.ControlPlane);
            Tell(new(ConnectionState.Live, _time.GetUtcNow(), address, delivery.ControlPlane, ""));
        }

        foreach (var rejection in delivery.Rejections)
        {
            AdsLog.Rejected(_logger, rejection.ToString());
        }

        var refused = _state.Refused;
        if (delivery.Changes.Count > 0 || refused != _refused)
        {
            _refused = refused;
            Changed?.Invoke(new(_time.GetUtcNow(), before, _state.Snapshot, delivery.Changes));
        }
    }

    private void Note(StreamEnd end)
    {
        var now = Status;
        var state = now.State == ConnectionState.Connecting ? ConnectionState.Connecting : ConnectionState.Stale;
        var since = now.State == ConnectionState.Live ? _time.GetUtcNow() : now.Since;
        Tell(now with { State = state, Since = since, Reason = end.Reason });
        switch (end.Kind)
        {
            case StreamEndKind.Closed:
                AdsLog.Closed(_logger, _replicas.Current, end.Reason);
                break;
            case StreamEndKind.Refused:
                AdsLog.Refused(_logger, _replicas.Current, end.Reason);
                break;
            default:
                AdsLog.Broken(_logger, _replicas.Current, end.Reason);
                break;
        }
    }

    private void Tell(ControlPlaneStatus status)
    {
        Volatile.Write(ref _status, status);
        StatusChanged?.Invoke(status);
    }
}
