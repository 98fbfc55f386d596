using System.Globalization;
using MeshLens.Grains.Probes;

namespace MeshLens.Server.Output;

/// <summary>Probes as ping prints them.</summary>
internal static class ProbeText
{
    public static void Write(ProbeLine line, TextWriter writer)
    {
        if (line.Accepted is { } accepted)
        {
            writer.WriteLine(TerminalText.Clean($"PROBE {accepted.Target} ({Where(accepted)}) by {accepted.Protocol} from {string.Join(", ", accepted.From)}, {accepted.Count} each"));
        }

        if (line.Probe is { } probe)
        {
            writer.WriteLine(TerminalText.Clean($"from {probe.From}: seq={probe.Sequence} {Result(probe)}"));
        }

        foreach (var summary in line.Summary ?? [])
        {
            writer.WriteLine();
            writer.WriteLine(TerminalText.Clean($"--- from {summary.From} ---"));
            writer.WriteLine(Counts(summary));
            if (summary.MinMs is not null)
            {
                writer.WriteLine($"rtt min/median/mean/max/jitter = {Ms(summary.MinMs)}/{Ms(summary.MedianMs)}/{Ms(summary.MeanMs)}/{Ms(summary.MaxMs)}/{Ms(summary.JitterMs)} ms");
            }
        }
    }

    public static string Ms(double? value) => value is { } ms ? ms.ToString("0.000", CultureInfo.InvariantCulture) : "-";

    // Refused is no loss: something on the other side, or on the way, said no.
    private static string Counts(ProbeSummary summary) => string.Concat(
        string.Create(CultureInfo.InvariantCulture, $"{summary.Sent} sent, {summary.Answered} answered, {summary.Refused} refused, {summary.Lost} lost ({summary.LossShare:0.#%})"),
        summary.NotSent > 0 ? string.Create(CultureInfo.InvariantCulture, $", {summary.NotSent} not sent") : "",
        summary.NoWord > 0 ? ", no word of the rest" : "");

    private static string Where(AcceptedProbe probe) =>
        probe.Port == 0 ? probe.Address : probe.Address.Contains(':', StringComparison.Ordinal) ? $"[{probe.Address}]:{probe.Port}" : $"{probe.Address}:{probe.Port}";

    private static string Result(ProbeAnswer probe) => probe.Outcome != "answered"
        ? probe.Outcome
        : string.Concat(
            probe.Status is { } status ? $"status={status} " : "",
            probe.ConnectMs is not null ? $"connect={Ms(probe.ConnectMs)} ms " : "",
            probe.RttMs is null ? "answered, not timed" : $"time={Ms(probe.RttMs)} ms");
}
