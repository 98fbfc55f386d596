using System.Globalization;
using System.Text.Json;
using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using MeshLens.Core.Windows;

namespace MeshLens.Server.Output;

/// <summary>The worst and the failed connections of a window, one line each: enough to find one in a capture or a log.</summary>
internal static class ExemplarTable
{
    private const double NanosecondsPerMillisecond = 1e6;

    public static void Write(IReadOnlyCollection<ConnectionExemplar> exemplars, TextWriter writer)
    {
        if (exemplars.Count == 0)
        {
            return;
        }

        var table = new TextTable(
            "CONNECTION", "FROM", "TO", TextColumn.Number("HANDSHAKE ms"), TextColumn.Number("TURN ms"), TextColumn.Number("SYN RETRANS"), "FAILURE", "PROCESS", "ID");
        foreach (var exemplar in exemplars)
        {
            var (from, to) = exemplar.End == End.Client ? (exemplar.Local, exemplar.Remote) : (exemplar.Remote, exemplar.Local);
            table.Add(
                exemplar.At.LocalDateTime.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture), from, to,
                Milliseconds(exemplar.HandshakeNs), Milliseconds(exemplar.TurnNs),
                exemplar.SynRetransmits.ToString(CultureInfo.InvariantCulture),
                exemplar.Failure == FailureReason.None ? "" : Name(exemplar.Failure), exemplar.Process ?? "", Id(exemplar));
        }

        writer.WriteLine();
        table.WriteTo(writer);
    }

    private static string Milliseconds(ulong nanoseconds) =>
        nanoseconds == 0 ? "-" : (nanoseconds / NanosecondsPerMillisecond).ToString("0.00", CultureInfo.InvariantCulture);

    private static string Id(ConnectionExemplar exemplar) =>
        exemplar.ServerSequence == 0 ? "-" : string.Create(CultureInfo.InvariantCulture, $"{exemplar.ClientSequence}-{exemplar.ServerSequence}");

    // The API's word for it.
    private static string Name(FailureReason failure) => JsonSerializer.Serialize(failure).Trim('"');
}
