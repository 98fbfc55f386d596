using MeshLens.Agent.Cost;
using MeshLens.Agent.Streaming;
using MeshLens.Protocol.Addresses;
using MeshLens.Protocol.V1;
using Microsoft.Extensions.Logging;

namespace MeshLens.Agent.Probing;

/// <summary>This node's part in the probe mesh.</summary>
internal sealed class ProbeMesh : IDisposable
{
    private readonly ProbeOptions _options;
    private readonly ProbeTasks _tasks;
    private readonly ProbeLoop _loop;
    private readonly ILogger _logger;
    private readonly Prober _prober = new();
    private readonly Responder? _responder;

    /// <param name="cost">What the agent costs; null where another part of it tells.</param>
    /// <exception cref="IOException">The responder cannot listen.</exception>
    public ProbeMesh(ProbeOptions options, string node, BatchQueue queue, SelfCost? cost, TimeProvider time, ILogger logger)
    {
        (_options, _logger) = (options, logger);
        _responder = options.Listen is { } listen ? Responder.Listen(listen, time) : null;
        _tasks = new(options, node, new(queue, cost, time), time, logger);
        _loop = new(_tasks, _prober, _responder, time);
    }

    /// <summary>Ends when it was stopped, or fails with what ended it.</summary>
    public Task Ended => _loop.Ended;

    public void Start()
    {
        if (_responder is not null)
        {
            ProbeText.Answering(_logger, _responder.Address);
        }

        if (!_prober.HasEcho)
        {
            ProbeText.NoEcho(_logger);
        }

        _loop.Start();
    }

    /// <inheritdoc cref="ProbeTasks.Hear"/>
    public void Hear(ServerMessage message) => _tasks.Hear(message);

    public void Stop() => _loop.Stop();

    /// <summary>What it offers to others.</summary>
    public ProbeOffer Offer()
    {
        var offer = new ProbeOffer { Port = (uint)(_responder?.Address.Port ?? 0), HasPeers = _options.NodesFile is not null };
        if (_options.Address is { } address)
        {
            offer.Address = WireAddress.Write(address);
        }

        offer.Protocols.AddRange(_options.Protocols);
        return offer;
    }

    /// <summary>Call it when it has ended.</summary>
    public void Dispose() => _loop.Dispose();
}
