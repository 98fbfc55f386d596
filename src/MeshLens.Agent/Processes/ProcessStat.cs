using System.Text;
using MeshLens.Agent.Host;

namespace MeshLens.Agent.Processes;

/// <summary>What MeshLens reads of <c>/proc/PID/stat</c>.</summary>
/// <param name="Name">Name of the thread-group leader, at most 15 bytes.</param>
/// <param name="ParentId">The process that started it or took it over.</param>
/// <param name="StartTicks">Start, in clock ticks since boot: tells a reused pid from its predecessor.</param>
internal readonly record struct ProcessStat(string Name, int ParentId, ulong StartTicks)
{
    private const int FieldsFromParentToStart = 17;

    // 1234 (my (odd) name) S 1 1234 1234 0 -1 4194560 2070 0 0 0 2 4 0 0 20 0 7 0 68217 270000128 2200 18446744073709551615 …
    // The name may hold spaces and parentheses, so it ends at the last closing one.
    public static bool TryParse(ReadOnlySpan<byte> text, out ProcessStat stat)
    {
        stat = default;
        var open = text.IndexOf((byte)'(');
        var close = text.LastIndexOf((byte)')');
        if (open < 0 || close < open)
        {
            return false;
        }

        var words = new Words(text[(close + 1)..].TrimEnd((byte)'\n'));
        if (!words.Skip(1) || !words.NextNumber(out var parent) || parent > int.MaxValue
            || !words.Skip(FieldsFromParentToStart) || !words.NextNumber(out var start))
        {
            return false;
        }

        stat = new ProcessStat(Encoding.UTF8.GetString(text[(open + 1)..close]), (int)parent, start);
        return true;
    }
}
