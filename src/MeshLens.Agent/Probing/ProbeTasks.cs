using System.Collections.Concurrent;
using MeshLens.Agent.Options;
using MeshLens.Protocol.Addresses;
using MeshLens.Protocol.V1;
using Microsoft.Extensions.Logging;

namespace MeshLens.Agent.Probing;

/// <summary>Everything there is to do for the thread that probes: peers in turn, orders at once, reports now and then.</summary>
internal sealed class ProbeTasks
{
    private const int MostOrders = 32;
    private const uint MostOfAnOrder = 1_000;

    /// <summary>A quarter of a window: a change on the way shows soon.</summary>
    private static readonly TimeSpan BetweenReports = TimeSpan.FromSeconds(2.5);
    private static readonly TimeSpan BetweenFileLooks = TimeSpan.FromSeconds(5);

    // Before the kernel sends a SYN again, which would time two of them.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(950);

    private readonly ConcurrentQueue<ProbeOrder> _heard = new();
    private readonly List<OrderRun> _orders = [];
    private readonly ProbeOptions _options;
    private readonly ProbeReporter _reporter;
    private readonly ProbeSchedule _schedule;
    private readonly ILogger _logger;
    private readonly string _node;
    private readonly long _second;
    private readonly long _patience;
    private ProbePlan? _plan;
    private List<PeerTally> _peers = [];
    private ulong _notSentBefore;
    private DateTime _fileWritten;
    private long _reportDue;
    private long _fileLookDue;
    private int _sequence;

    public ProbeTasks(ProbeOptions options, string node, ProbeReporter reporter, TimeProvider time, ILogger logger)
    {
        (_options, _node, _reporter, _logger, _second) = (options, node, reporter, logger, time.TimestampFrequency);
        _patience = Ticks(options.Period < LongestWait ? options.Period : LongestWait);
        _schedule = new(node, Ticks(options.Period));
        _reportDue = time.GetTimestamp() + Ticks(BetweenReports);
    }

    /// <summary>Called when something was heard.</summary>
    public Action Changed { get; set; } = () => { };

    /// <summary>When there is something to do; null when nothing will be.</summary>
    public long? Next
    {
        get
        {
            var next = _options.NodesFile is null ? _reportDue : Math.Min(_reportDue, _fileLookDue);
            foreach (var order in _orders)
            {
                next = Math.Min(next, order.Due);
            }

            return Math.Min(next, _schedule.Next ?? long.MaxValue);
        }
    }

    /// <summary>Takes a plan or an order of the server. Any thread may call it.</summary>
    public void Hear(ServerMessage message)
    {
        if (message.BodyCase == ServerMessage.BodyOneofCase.Plan)
        {
            // Told once, so it is never left out; the newest counts.
            Volatile.Write(ref _plan, message.Plan);
        }
        else if (message.BodyCase == ServerMessage.BodyOneofCase.Order && _heard.Count < (message.Order.Count == 0 ? 2 * MostOrders : MostOrders))
        {
            _heard.Enqueue(message.Order);
        }
        else
        {
            return;
        }

        Changed();
    }

    public void Turn(Prober prober, long now)
    {
        if (Interlocked.Exchange(ref _plan, null) is { } plan && _options.NodesFile is null)
        {
            Use(PeerChoice.From(plan), now);
        }

        while (_heard.TryDequeue(out var order))
        {
            Take(order);
        }

        LookAtFile(now);
        while (_schedule.Take(now) is { } peer)
        {
            prober.Begin(peer.Target, peer, ++_sequence, now + _patience);
        }

        foreach (var order in _orders.Where(order => now >= order.Due))
        {
            prober.Begin(order.Target, order, order.Next(now), now + order.Patience);
        }

        _orders.RemoveAll(static order => order.IsSent);
        if (now >= _reportDue)
        {
            _reportDue = now + Ticks(BetweenReports);
            ReportNow();
        }
    }

    public void ReportNow() => _reporter.Report(_peers, _schedule.Skipped + _notSentBefore + _peers.Aggregate(0UL, (sum, peer) => sum + peer.NotSent));

    private void Take(ProbeOrder order)
    {
        if (order.Count == 0)
        {
            _orders.RemoveAll(known => known.Id == order.Id);
            return;
        }

        if (_orders.Count >= MostOrders || order.Count > MostOfAnOrder || order.Port > ushort.MaxValue || !WireAddress.TryRead(order.Address, out var address))
        {
            _reporter.Report(new ProbeResult { Order = order.Id, Sequence = 1, Outcome = ProbeOutcome.NotSent, IsLast = true });
            return;
        }

        var target = new ProbeTarget(new(address, (int)order.Port), order.Protocol, order.Host, order.Path);
        _orders.Add(new(order, target, order.IntervalMs * _second / 1000, _reporter.Report) { Patience = Math.Max(1, order.TimeoutMs) * _second / 1000 });
    }

    private void Use(List<PeerTally> peers, long now)
    {
        ReportNow();
        _notSentBefore += _peers.Aggregate(0UL, (sum, peer) => sum + peer.NotSent);
        _peers = peers;
        _schedule.Use(peers, now);
        ProbeText.Probing(_logger, peers.Count, DurationText.Format(_options.Period));
    }

    private void LookAtFile(long now)
    {
        if (_options.NodesFile is not { } path || now < _fileLookDue)
        {
            return;
        }

        _fileLookDue = now + Ticks(BetweenFileLooks);
        if (File.GetLastWriteTimeUtc(path) is var written && written != _fileWritten)
        {
            _fileWritten = written;
            var problems = new List<string>();
            var nodes = NodesFile.Read(path, problems);
            problems.ForEach(problem => ProbeText.BadNodes(_logger, problem));
            if (problems.Count == 0)
            {
                Use(PeerChoice.From(nodes, _node, _options), now);
            }
        }
    }

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * _second);
}
