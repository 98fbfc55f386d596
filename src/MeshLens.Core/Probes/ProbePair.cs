namespace MeshLens.Core.Probes;

/// <summary>The way from one node to another, as probes of one protocol see it. Not safe for concurrent use.</summary>
/// <remarks>
/// A longer way delays every packet, so it is slow where the shortest <i>and</i> the middle round trip of the last five seconds are
/// longer than usual: one late probe, or a jam that some probes escape, is no detour. What is judged covers five seconds and is judged
/// anew with every report, so that a change shows as soon as nothing from before it is left. What is shown covers ten.
/// </remarks>
public sealed class ProbePair
{
    /// <summary>Nothing below this is called slow, in nanoseconds: what a busy machine adds now and then.</summary>
    public const double LeastExcessNs = 500_000;

    private const double SpreadsAllowed = 6;
    private const double ShareAllowed = 0.1;
    private const int LeastTimed = 3;
    private const int LeastLost = 2;
    private static readonly TimeSpan Shown = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Judged = TimeSpan.FromSeconds(5);

    // Reports come a little early or late.
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(400);

    // A way that stays long is the way it is: after an hour what is usual is learned anew.
    private static readonly TimeSpan NewNormal = TimeSpan.FromHours(1);

    private readonly Queue<ProbeSlice> _slices = new();
    private DateTimeOffset _learnedAt;

    public ProbeBaseline Baseline { get; } = new();

    public ProbePairState State { get; private set; } = ProbePairState.Unknown;

    /// <summary>Since when it is in this state.</summary>
    public DateTimeOffset Since { get; private set; }

    /// <summary>When the last slice ended.</summary>
    public DateTimeOffset LastHeard { get; private set; }

    /// <summary>The last ten seconds.</summary>
    public ProbeWindow Window { get; private set; }

    /// <summary>How much longer than usual the middle round trip of the last five seconds was, in nanoseconds; 0 while that is not known.</summary>
    public double ExcessNs { get; private set; }

    public void Add(ProbeSlice slice)
    {
        LastHeard = slice.EndedAt > LastHeard ? slice.EndedAt : LastHeard;
        _slices.Enqueue(slice);
        while (LastHeard - _slices.Peek().EndedAt >= Shown - Slack)
        {
            _slices.Dequeue();
        }

        Window = ProbeWindow.Of(_slices);
        Judge(ProbeWindow.Of(_slices.Where(recent => LastHeard - recent.EndedAt < Judged - Slack)));
        Learn(slice.EndedAt);
    }

    /// <summary>Nothing may be said of a pair that is not probed any more.</summary>
    public ProbePairState StateAt(DateTimeOffset now, TimeSpan patience) => now - LastHeard > patience ? ProbePairState.Unknown : State;

    private void Judge(in ProbeWindow recent)
    {
        ExcessNs = Baseline.IsReady && recent.Timed > 0 ? recent.MedianNs - Baseline.MedianNs : 0;
        var state = StateOf(recent);
        if (state != State)
        {
            (State, Since) = (state, LastHeard);
        }
    }

    private ProbePairState StateOf(in ProbeWindow recent)
    {
        if (recent.Ended >= LeastTimed && recent.Lost + recent.Failed == recent.Ended)
        {
            return ProbePairState.Unreachable;
        }

        if (Baseline.IsReady && recent.Timed >= LeastTimed && IsSlow(recent))
        {
            return ProbePairState.Slow;
        }

        return Window.Lost >= LeastLost ? ProbePairState.Lossy
            : Baseline.IsReady ? ProbePairState.Normal
            : Window.Ended > 0 ? ProbePairState.Learning
            : ProbePairState.Unknown;
    }

    private bool IsSlow(in ProbeWindow recent)
    {
        var margin = Math.Max(LeastExcessNs, Math.Max(SpreadsAllowed * Baseline.SpreadNs, ShareAllowed * Baseline.MedianNs));
        return ExcessNs > margin && recent.MinNs - Baseline.MinNs > margin;
    }

    private void Learn(DateTimeOffset now)
    {
        if (State == ProbePairState.Slow && now - Since > NewNormal)
        {
            Baseline.Forget();
        }

        // Windows do not overlap, and one that holds the beginning of a fault is not learned from before it could be judged.
        if (now - _learnedAt >= Shown - Slack && State is ProbePairState.Normal or ProbePairState.Learning && Window.Timed >= LeastTimed && !IsRising())
        {
            _learnedAt = now;
            Baseline.Learn(Window);
        }
    }

    private bool IsRising() => Baseline.IsReady && ExcessNs > LeastExcessNs;
}
