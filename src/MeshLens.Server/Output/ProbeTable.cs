using System.Globalization;
using MeshLens.Grains.Probes;

namespace MeshLens.Server.Output;

/// <summary>The pairs of nodes that are probed, and what is usual at each distance.</summary>
internal static class ProbeTable
{
    public static void Write(ProbeMatrix matrix, TextWriter writer)
    {
        var table = new TextTable(
            "FROM", "TO", "BY", "SCOPE", "STATE", TextColumn.Number("LOST"), TextColumn.Number("MIN MS"), TextColumn.Number("P50 MS"), TextColumn.Number("P99 MS"),
            TextColumn.Number("JITTER"), TextColumn.Number("USUAL"), TextColumn.Number("EXCESS"));
        foreach (var pair in matrix.Pairs)
        {
            table.Add(
                pair.From, pair.To, pair.Protocol, pair.Scope, pair.State, string.Create(CultureInfo.InvariantCulture, $"{pair.Lost + pair.Failed}/{pair.Ended}"),
                ProbeText.Ms(pair.MinMs), ProbeText.Ms(pair.MedianMs), ProbeText.Ms(pair.P99Ms), ProbeText.Ms(pair.JitterMs), ProbeText.Ms(pair.BaselineMs), ProbeText.Ms(pair.ExcessMs));
        }

        table.WriteTo(writer);
        foreach (var scope in matrix.Scopes.Where(static scope => scope.MedianMs is not null))
        {
            writer.WriteLine($"{scope.Scope}: usually {ProbeText.Ms(scope.MedianMs)} ms, nine of ten pairs below {ProbeText.Ms(scope.HighMs)} ms ({scope.Pairs} {(scope.Pairs == 1 ? "pair" : "pairs")})");
        }

        foreach (var note in matrix.Notes)
        {
            writer.WriteLine(TerminalText.Clean(note));
        }
    }
}
