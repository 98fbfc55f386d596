using MeshLens.Agent.Host;

namespace MeshLens.Agent.Pressure;

/// <summary>Pressure stall information (PSI): how long some task had to wait for a resource.</summary>
internal static class StallTotal
{
    // some avg10=1.53 avg60=0.87 avg300=0.22 total=68217341
    // full avg10=0.00 avg60=0.00 avg300=0.00 total=0
    /// <summary>Microseconds, since boot or since the cgroup was made, in which at least one task stalled.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out ulong microseconds)
    {
        microseconds = 0;
        var lines = new Lines(text);
        while (lines.Next(out var line))
        {
            var words = new Words(line);
            if (words.Next(out var kind) && kind.SequenceEqual("some"u8))
            {
                return TryFindTotal(words, out microseconds);
            }
        }

        return false;
    }

    private static bool TryFindTotal(Words words, out ulong microseconds)
    {
        microseconds = 0;
        while (words.Next(out var word))
        {
            if (word.StartsWith("total="u8))
            {
                return Words.Number(word["total=".Length..], out microseconds);
            }
        }

        return false;
    }
}
