using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using MeshLens.Core.Windows;

namespace MeshLens.Core.Tests.Simulation;

/// <summary>
/// Requests of one edge, one by one, with the parts of each as the kernel would time them. Everything is drawn from a seed.
/// </summary>
internal sealed class SimulatedEdge(TrafficProfile profile, int seed, params Fault[] faults)
{
    private const double SynTimeoutMs = 1000;
    private const double RetransmissionTimeoutMs = 200;
    private const double WindowSeconds = 10;
    private const double StrandedShare = 0.05;

    /// <summary>Beyond it a pause is no longer something that happens on a good day.</summary>
    private const double LongestPauseMs = 1000;

    private readonly Random _random = new(seed);
    private readonly SortedDictionary<long, SimulatedWindow> _windows = [];
    private readonly double _phase = new Random(seed ^ 0x5eed).NextDouble() * Math.Tau;
    private readonly double[] _freeAt = new double[Math.Max(1, profile.ClosedLoop)];
    private double _next;
    private double _pauseFrom = double.NegativeInfinity;
    private double _pauseTo = double.NegativeInfinity;
    private bool _pauseAtServer;
    private double _nextPause;
    private int _turn;

    /// <summary>What the window with this number, from 0, has seen.</summary>
    public List<WindowDelta> Take(long number, long index)
    {
        while (_next < (number + 1) * WindowSeconds)
        {
            Request(_next);
            _next = NextStart();
        }

        var window = WindowAt(number * WindowSeconds);
        AddPressure(window, number);
        _windows.Remove(number);
        return window.ToDeltas(index, profile);
    }

    private double NextStart()
    {
        if (profile.ClosedLoop == 0)
        {
            return _next + ((0.5 + _random.NextDouble()) / profile.Rate);
        }

        return _freeAt.Min();
    }

    private void Request(double start)
    {
        var caller = profile.ClosedLoop == 0 ? 0 : Array.IndexOf(_freeAt, _freeAt.Min());
        var replica = _turn++ % profile.Replicas;
        var end = Answer(start, replica);
        _freeAt[caller] = end + 0.0002;
    }

    // Returns when the caller has its answer or has given up.
    private double Answer(double start, int replica)
    {
        var at = start;
        if (_random.NextDouble() < profile.NewConnectionShare)
        {
            at = Connect(start, replica);
            if (double.IsNaN(at))
            {
                return start + (profile.TimeoutMs / 1000);
            }
        }

        if (Active(FaultKind.Unreachable, at) is { } dead)
        {
            WindowAt(at).Count(End.Client, replica, Counter.DataRetransmits, 3);
            Strand(at, replica, dead);
            return start + (profile.TimeoutMs / 1000);
        }

        return Turn(at, replica);
    }

    // Some connections outlive their caller's patience: they are heard of again with their next retransmission after the fault.
    private void Strand(double at, int replica, Fault dead)
    {
        if (_random.NextDouble() >= StrandedShare || double.IsInfinity(dead.To))
        {
            return;
        }

        var (stall, again) = (RetransmissionTimeoutMs, at + (RetransmissionTimeoutMs / 1000));
        while (dead.Holds(again))
        {
            stall *= 2;
            again += stall / 1000;
        }

        WindowAt(again).Count(End.Client, replica, Counter.DataRetransmits);
        WindowAt(again).Record(End.Client, replica, Signal.RecoveryStall, stall);
    }

    private double Connect(double start, int replica)
    {
        WindowAt(start).Count(End.Client, replica, Counter.ConnectAttempts);
        if (Active(FaultKind.Refused, start) is not null)
        {
            WindowAt(start).Fail(replica, FailureReason.Refused);
            return double.NaN;
        }

        var waited = 0.0;
        for (var timeout = SynTimeoutMs; SynIsLost(start + (waited / 1000)); timeout *= 2)
        {
            waited += timeout;
            if (waited >= profile.TimeoutMs)
            {
                var given = WindowAt(start + (profile.TimeoutMs / 1000));
                given.Fail(replica, FailureReason.Abandoned);
                return double.NaN;
            }

            WindowAt(start + (waited / 1000)).Count(End.Client, replica, Counter.SynRetransmits);
        }

        var handshake = waited + RoundTrip(start, replica);
        var established = start + (handshake / 1000);
        WindowAt(established).Record(End.Client, replica, Signal.Handshake, handshake);
        WindowAt(established).Count(End.Client, replica, Counter.Established);
        WindowAt(established).Count(End.Server, replica, Counter.Established);
        WindowAt(established).Record(End.Server, replica, Signal.AcceptWait, Exponential(0.05));
        return established;
    }

    private bool SynIsLost(double at)
    {
        if (Active(FaultKind.FullAcceptQueue, at) is { } full && _random.NextDouble() < full.Amount)
        {
            WindowAt(at).ListenerDrops++;
            return true;
        }

        return Active(FaultKind.Unreachable, at) is not null
            || _random.NextDouble() < profile.BackgroundLoss + (Active(FaultKind.SynLoss, at)?.Amount ?? 0);
    }

    private double Turn(double at, int replica)
    {
        var queueing = Exponential(0.06) + (Active(FaultKind.Queueing, at) is { } queue ? Exponential(queue.Amount) : 0)
            + StopFor(at) + PauseFor(at, atServer: true);
        var service = Handler(at, replica);
        var stall = Stall(at, replica);
        var turn = RoundTrip(at, replica) + queueing + service + stall;
        var arrived = at + (turn / 1000);
        var pickup = Exponential(0.08) + (Active(FaultKind.StarvedCaller, arrived) is { } starved ? Exponential(starved.Amount) : 0)
            + PauseFor(arrived, atServer: false);
        var window = WindowAt(arrived);
        window.Record(End.Client, replica, Signal.Turn, turn);
        window.Record(End.Client, replica, Signal.Pickup, pickup);
        window.Record(End.Client, replica, Signal.SmoothedRtt, RoundTrip(at, replica) + Math.Min(service, 40));
        window.Record(End.Server, replica, Signal.Queueing, queueing);
        window.Record(End.Server, replica, Signal.Service, service);
        window.Count(End.Client, replica, Counter.BytesReceived, 600);
        return arrived + (pickup / 1000);
    }

    private double Handler(double at, int replica)
    {
        var swing = 1 + (profile.Swing * Math.Sin(_phase + (Math.Tau * at / profile.SwingSeconds)));
        var heavy = _random.NextDouble() < profile.HeavyShare ? 10 : 1;
        var slow = (Active(FaultKind.SlowHandler, at)?.Amount ?? 0)
            + (replica == 0 ? Active(FaultKind.SlowReplica, at)?.Amount ?? 0 : 0);
        slow += Active(FaultKind.Waiting, at) is { } waits && _random.NextDouble() < waits.Amount ? 2000 : 0;
        return (profile.HandlerMs * swing * heavy * Math.Exp(profile.HandlerSigma * Normal())) + slow;
    }

    private double RoundTrip(double at, int replica) =>
        profile.RttMs + Exponential(profile.RttJitterMs) + (Active(FaultKind.PathDelay, at)?.Amount ?? 0)
        + (replica == 0 ? Active(FaultKind.FarReplica, at)?.Amount ?? 0 : 0);

    private double Stall(double at, int replica)
    {
        var loss = profile.BackgroundLoss + (Active(FaultKind.DataLoss, at)?.Amount ?? 0);
        double stall = 0;
        for (var timeout = RetransmissionTimeoutMs; loss > 0 && _random.NextDouble() < 2 * loss && timeout < 4000; timeout *= 2)
        {
            stall += timeout;
            WindowAt(at + (stall / 1000)).Count(End.Client, replica, Counter.DataRetransmits);
        }

        if (stall > 0)
        {
            WindowAt(at + (stall / 1000)).Record(End.Client, replica, Signal.RecoveryStall, stall);
        }

        return stall;
    }

    // A quota of a hundred milliseconds: used up, the process waits for the next period.
    private double StopFor(double at)
    {
        if (Active(FaultKind.Throttled, at) is not { } throttled)
        {
            return 0;
        }

        var within = at * 1000 % 100;
        var runs = 100 - throttled.Amount;
        return within > runs ? 100 - within : 0;
    }

    private double PauseFor(double at, bool atServer)
    {
        if (profile.PausesPerMinute <= 0)
        {
            return 0;
        }

        while (_nextPause < at)
        {
            _pauseFrom = _nextPause;
            _pauseTo = _pauseFrom + (Math.Min(LongestPauseMs, Exponential(profile.PauseMs)) / 1000);
            _pauseAtServer = _random.Next(2) == 0;
            _nextPause = _pauseTo + (Exponential(60_000 / profile.PausesPerMinute) / 1000);
        }

        return at >= _pauseFrom && at < _pauseTo && _pauseAtServer == atServer ? (_pauseTo - at) * 1000 : 0;
    }

    private void AddPressure(SimulatedWindow window, long number)
    {
        window.CallerRunQueueMs = 20 + (10 * _random.NextDouble());
        foreach (var fault in faults)
        {
            var from = Math.Max(fault.From, number * WindowSeconds);
            var seconds = Math.Max(0, Math.Min(fault.To, (number + 1) * WindowSeconds) - from);
            window.CallerRunQueueMs += fault.Kind == FaultKind.StarvedCaller ? 400 * seconds : 0;
            window.ThrottledMs += fault.Kind == FaultKind.Throttled ? 10 * fault.Amount * seconds : 0;
        }
    }

    private Fault? Active(FaultKind kind, double at)
    {
        foreach (var fault in faults)
        {
            if (fault.Kind == kind && fault.Holds(at))
            {
                return fault;
            }
        }

        return null;
    }

    private SimulatedWindow WindowAt(double second)
    {
        var number = (long)(second / WindowSeconds);
        if (!_windows.TryGetValue(number, out var window))
        {
            _windows[number] = window = new(profile.Replicas);
        }

        return window;
    }

    private double Exponential(double mean) => mean <= 0 ? 0 : -mean * Math.Log(1 - _random.NextDouble());

    private double Normal() =>
        Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(Math.Tau * _random.NextDouble());
}
