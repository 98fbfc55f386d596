using System.Net;
using System.Text;
using MeshLens.Core.Windows;
using MeshLens.Grains.Connections;

namespace MeshLens.Tracing.Edges;

/// <summary>Finds the edge of a span: by its very connection where both addresses and ports are told, else by who its ends are.</summary>
/// <remarks>
/// Working out who the ends are costs microseconds, so it is remembered by what the span told, until an edge comes or goes or a
/// source of names says something new. Safe for concurrent callers.
/// </remarks>
internal sealed class EdgeFinder(EdgeDirectory directory, IConnectionIndex connections, IEndpointNaming naming) : IEdgeFinder
{
    private readonly Ends _ends = new(naming);
    private volatile AnswerCache _answers = new(0, 0);

    public FoundEdge Find(ReadOnlySpan<byte> request, SpanKey key, SpanKind kind, in Facts resource, in Facts span, in SpanTimes times)
    {
        var edges = directory.Index;
        var connection = Connection(request, kind, span, times);
        if (connection?.Edge is { } known && edges.Find(known) is { } edge)
        {
            return new(edge, Seen(connection, kind));
        }

        var answers = Answers(edges);
        var bytes = key.Of(request, kind, span);
        if (!bytes.IsEmpty && answers.TryFind(bytes, out var answer))
        {
            return new(answer, null);
        }

        answer = Search(edges, request, kind, resource, span);
        if (!bytes.IsEmpty)
        {
            answers.Add(bytes, answer);
        }

        return new(answer, null);
    }

    // The end that made the span, if it was reported, knows most of what the span tells.
    private static ConnectionExemplar? Seen(TracedConnection connection, SpanKind kind) =>
        kind == SpanKind.Client ? connection.Client ?? connection.Server : connection.Server ?? connection.Client;

    private AnswerCache Answers(EdgeIndex edges)
    {
        var (answers, names) = (_answers, naming.Version);
        return answers.IsOf(edges.Version, names) ? answers : _answers = new(edges.Version, names);
    }

    private WatchedEdge? Search(EdgeIndex edges, ReadOnlySpan<byte> request, SpanKind kind, in Facts resource, in Facts span)
    {
        var cluster = Encoding.UTF8.GetString(resource.Text(request, Fact.Cluster));
        if (kind == SpanKind.Server)
        {
            var port = span.Port(request, Fact.LocalPort, Fact.OldSocketHostPort, Fact.ServerPort);
            port = port != 0 ? port : span.Port(request, Fact.OldHostPort);
            var self = _ends.Self(request, resource, span, port);
            _ends.Host(self, Encoding.UTF8.GetString(span.Text(request, Fact.ServerAddress, Fact.OldHostName)), span.Port(request, Fact.ServerPort, Fact.OldHostPort));
            return EdgeMatch.Between(edges, _ends.Caller(request, span), self, cluster);
        }

        var sources = _ends.Self(request, resource, span, port: 0);
        return EdgeMatch.Between(edges, sources, _ends.Called(request, span), cluster) ?? Nameless(edges, sources, request, span);
    }

    private static WatchedEdge? Nameless(EdgeIndex edges, List<Candidate> sources, ReadOnlySpan<byte> request, in Facts span)
    {
        var host = span.Text(request, Fact.ServerAddress, Fact.OldPeerName);
        var port = span.Port(request, Fact.ServerPort, Fact.OldPeerPort, Fact.PeerPort);
        var isHere = host.SequenceEqual("localhost"u8) || (IPAddress.TryParse(Encoding.UTF8.GetString(host), out var address) && IPAddress.IsLoopback(address));
        return isHere && port != 0 ? EdgeMatch.AtPort(edges, sources, port) : null;
    }

    private TracedConnection? Connection(ReadOnlySpan<byte> request, SpanKind kind, in Facts span, in SpanTimes times)
    {
        var (localPort, peerPort) = (
            span.Port(request, Fact.LocalPort, Fact.OldSocketHostPort, Fact.OldHostPort),
            span.Port(request, Fact.PeerPort, Fact.OldSocketPeerPort, Fact.OldPeerPort));
        if (localPort == 0 || peerPort == 0
            || !AddressText.TryRead(span.Text(request, Fact.LocalAddress, Fact.OldSocketHostAddress), out var local)
            || !AddressText.TryRead(span.Text(request, Fact.PeerAddress, Fact.OldSocketPeerAddress), out var peer))
        {
            return null;
        }

        var ends = kind == SpanKind.Client
            ? new ConnectionEnds(local, (ushort)localPort, peer, (ushort)peerPort)
            : new ConnectionEnds(peer, (ushort)peerPort, local, (ushort)localPort);
        return connections.Find(ends, times.From, times.Until);
    }
}
