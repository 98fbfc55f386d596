using System.Globalization;
using MeshLens.Core.Verdicts;
using MeshLens.Core.Windows;
using MeshLens.Tracing.Wire;

namespace MeshLens.Tracing.Edges;

/// <summary>What a span is told of its edge, by the names that documents list. What does not apply is left out: a healthy edge has no cause.</summary>
internal static class Annotations
{
    public const string Edge = "meshlens.edge";
    public const string Match = "meshlens.match";
    public const string MatchEdge = "edge";
    public const string MatchConnection = "connection";
    public const string EventSummary = "meshlens.summary";

    private const double MsPerSecond = 1000;
    private const double NsPerMs = 1_000_000;

    public static bool IsTroubled(EdgeSummary edge) => edge.Class is VerdictClass.Network or VerdictClass.MeshConfig or VerdictClass.Application;

    /// <summary>The event of a troubled edge.</summary>
    public static string EventName(EdgeSummary edge) => edge.ExcessMs > 0 ? "meshlens.slow_edge" : "meshlens.failing_edge";

    public static IEnumerable<(string Name, AttributeValue Value)> Of(EdgeSummary edge, string link)
    {
        yield return (Edge, AttributeValue.Of(edge.Id));
        yield return ("meshlens.class", AttributeValue.Of(VerdictClassNames.Of(edge.Class)));
        yield return ("meshlens.window.end", AttributeValue.Of(Time(edge.WindowEnd)));
        foreach (var told in IsTroubled(edge) ? Trouble(edge) : [])
        {
            yield return told;
        }

        foreach (var told in Path(edge.Path))
        {
            yield return told;
        }

        if (link.Length > 0)
        {
            yield return (DiagnosisLink.Name, DiagnosisLink.Of(link, edge.Id));
        }
    }

    /// <summary>What is told of the connection itself beside its edge.</summary>
    /// <param name="connection">As it was reported.</param>
    /// <param name="room">Gets it, so that nothing is made for each span.</param>
    public static ReadOnlySpan<(string Name, AttributeValue Value)> Of(ConnectionExemplar connection, Span<(string Name, AttributeValue Value)> room)
    {
        var count = 0;
        if (connection.HandshakeNs > 0)
        {
            room[count++] = ("meshlens.connection.handshake_ms", AttributeValue.Of(connection.HandshakeNs / NsPerMs));
        }

        room[count++] = ("meshlens.connection.retransmits", AttributeValue.Of((long)connection.Retransmits + connection.SynRetransmits));
        if (connection.StallNs > 0)
        {
            room[count++] = ("meshlens.connection.stall_ms", AttributeValue.Of(connection.StallNs / NsPerMs));
        }

        return room[..count];
    }

    private static IEnumerable<(string Name, AttributeValue Value)> Trouble(EdgeSummary edge)
    {
        if (edge.Cause is { } cause)
        {
            yield return ("meshlens.cause", AttributeValue.Of(cause));
        }

        yield return ("meshlens.confidence", AttributeValue.Of(edge.Confidence));
        yield return ("meshlens.since", AttributeValue.Of(Time(edge.Since)));
        yield return ("meshlens.excess_ms", AttributeValue.Of(edge.ExcessMs));
        yield return ("meshlens.share.network", AttributeValue.Of(edge.Shares.Network));
        yield return ("meshlens.share.mesh_config", AttributeValue.Of(edge.Shares.MeshConfig));
        yield return ("meshlens.share.application", AttributeValue.Of(edge.Shares.Application));
    }

    // The names without our prefix are those that OpenTelemetry discusses (semantic-conventions issue 3682), in its unit, seconds.
    private static IEnumerable<(string Name, AttributeValue Value)> Path(PathFigures path)
    {
        if (path.HandshakeP50Ms is { } handshake)
        {
            yield return ("meshlens.handshake_p50_ms", AttributeValue.Of(handshake));
            yield return ("system.network.tcp.handshake.duration", AttributeValue.Of(handshake / MsPerSecond));
        }

        if (path.RttMs is { } roundTrip)
        {
            yield return ("meshlens.rtt_ms", AttributeValue.Of(roundTrip));
            yield return ("system.network.tcp.rtt.duration", AttributeValue.Of(roundTrip / MsPerSecond));
        }

        yield return ("meshlens.retransmits", AttributeValue.Of((long)path.Retransmits));
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
