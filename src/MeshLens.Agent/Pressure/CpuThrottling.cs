using MeshLens.Agent.Host;

namespace MeshLens.Agent.Pressure;

/// <summary>How a CPU quota held a cgroup back since the cgroup was made.</summary>
/// <param name="Periods">Enforcement periods in which it was held back.</param>
/// <param name="ThrottledNs">Nanoseconds it was held back, summed over CPUs.</param>
internal readonly record struct CpuThrottling(ulong Periods, ulong ThrottledNs)
{
    private const ulong NsPerUs = 1000;

    // cgroup v2                       cgroup v1
    // nr_periods 1204                 nr_periods 1204
    // nr_throttled 17                 nr_throttled 17
    // throttled_usec 804111           throttled_time 804111000
    public static CpuThrottling Parse(ReadOnlySpan<byte> text)
    {
        var throttling = default(CpuThrottling);
        var lines = new Lines(text);
        while (lines.Next(out var line))
        {
            var words = new Words(line);
            if (words.Next(out var name) && words.NextNumber(out var value))
            {
                throttling = throttling.With(name, value);
            }
        }

        return throttling;
    }

    /// <summary>What was added since; nothing when the cgroup was made anew.</summary>
    public static CpuThrottling Growth(CpuThrottling before, CpuThrottling now) =>
        now.Periods < before.Periods || now.ThrottledNs < before.ThrottledNs
            ? default
            : new CpuThrottling(now.Periods - before.Periods, now.ThrottledNs - before.ThrottledNs);

    private CpuThrottling With(ReadOnlySpan<byte> name, ulong value) => name switch
    {
        _ when name.SequenceEqual("nr_throttled"u8) => this with { Periods = value },
        _ when name.SequenceEqual("throttled_usec"u8) => this with { ThrottledNs = Scale(value) },
        _ when name.SequenceEqual("throttled_time"u8) => this with { ThrottledNs = value },
        _ => this,
    };

    private static ulong Scale(ulong microseconds) =>
        microseconds > ulong.MaxValue / NsPerUs ? ulong.MaxValue : microseconds * NsPerUs;
}
