using Google.Protobuf;
using MeshLens.Core.Edges;
using MeshLens.Core.Windows;
using MeshLens.Tracing.Edges;
using MeshLens.Tracing.Tests.Rig;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Resource.V1;
using OpenTelemetry.Proto.Trace.V1;

namespace MeshLens.Tracing.Tests.Edges;

public sealed class EdgeFinderTests
{
    private const string Payments = "east~shop~frontend~shop~payments~8080";
    private const string Cart = "east~shop~frontend~shop~cart~80";
    private const string OtherPayments = "east~shop~frontend~bank~payments~8080";
    private const string Outside = "east~shop~frontend~~203.0.113.7~443";

    private static readonly Party PaymentsService = new("shop", "payments", PartyKind.Service);

    private readonly FakeNaming _naming = new FakeNaming()
        .With("10.96.0.1", 80, PaymentsService, 8080)
        .With("10.1.0.7", 9090, PaymentsService, 8080)
        .With("10.1.0.3", 0, new("shop", "frontend", PartyKind.Workload), 0);

    private readonly FakeConnections _connections = new();

    [Theory]
    [InlineData("server.address=payments server.port=8080", Payments)]
    [InlineData("server.address=payments", Payments)]
    [InlineData("server.address=payments.shop server.port=8080", Payments)]
    [InlineData("server.address=payments.bank server.port=8080", OtherPayments)]
    [InlineData("server.address=payments.bank.svc server.port=8080", OtherPayments)]
    [InlineData("server.address=payments.shop.svc.cluster.local. server.port=8080", Payments)]
    [InlineData("server.address=10.96.0.1 server.port=80", Payments)]
    [InlineData("server.address=gateway.example network.peer.address=10.1.0.7 network.peer.port=9090", Payments)]
    [InlineData("server.address=::ffff:10.96.0.1 server.port=80", Payments)]
    [InlineData("net.peer.name=cart net.peer.port=80", Cart)]
    [InlineData("net.sock.peer.addr=10.1.0.7 net.sock.peer.port=9090", Payments)]
    [InlineData("net.peer.ip=10.1.0.7 net.peer.port=9090", Payments)]
    [InlineData("peer.service=cart", Cart)]
    [InlineData("server.address=api.example server.port=443 network.peer.address=203.0.113.7 network.peer.port=443", Outside)]
    [InlineData("server.address=localhost server.port=80", Cart)]
    [InlineData("server.address=payments server.port=9999", null)]
    [InlineData("server.address=nobody server.port=8080", null)]
    [InlineData("server.address=", null)]
    [InlineData("http.route=/pay", null)]
    public void Find_AClientSpan_GoesByWhatItSaysItCalled(string attributes, string? edge) =>
        Assert.Equal(edge, Find(Spans.Client(Read(attributes)), Spans.Frontend()));

    [Fact]
    public void Find_AStrangerThatCallsItsOwnMachine_FindsNothing() =>
        Assert.Null(Find(Spans.Client(Read("server.address=localhost server.port=80")), new() { Attributes = { Spans.Text("service.name", "stranger") } }));

    [Theory]
    [InlineData("network.peer.address=10.1.0.3 network.peer.port=41000 server.address=payments server.port=8080", "payments", Payments)]
    [InlineData("network.peer.address=10.1.0.3 client.address=192.0.2.9 server.port=8080", "payments", Payments)]
    [InlineData("net.sock.peer.addr=10.1.0.3 net.host.name=cart net.host.port=80", "cart", Cart)]
    [InlineData("network.peer.address=10.1.0.3 network.local.address=10.1.0.7 network.local.port=9090", "something-else", Payments)]
    [InlineData("network.peer.address=10.9.9.9 server.address=payments server.port=8080", "payments", null)]
    [InlineData("server.address=payments server.port=8080", "payments", null)]
    public void Find_AServerSpan_GoesByItsPeerAndItself(string attributes, string service, string? edge) =>
        Assert.Equal(edge, Find(Spans.Server(Read(attributes)), new() { Attributes = { Spans.Text("service.name", service), Spans.Text("k8s.namespace.name", "shop") } }));

    [Theory]
    [InlineData("k8s.pod.name=frontend-5d8f7c9b6d-x2x9k k8s.namespace.name=shop", Cart)]
    [InlineData("service.name=frontend service.namespace=shop", Cart)]
    [InlineData("service.name=web k8s.pod.ip=10.1.0.3", Cart)]
    [InlineData("service.name=frontend", Cart)]
    [InlineData("service.name=frontend k8s.namespace.name=bank", null)]
    [InlineData("service.name=backend k8s.namespace.name=shop", null)]
    public void Find_ACaller_IsKnownByItsResource(string resource, string? edge) =>
        Assert.Equal(edge, Find(Spans.Client(Read("server.address=cart")), new() { Attributes = { Read(resource) } }));

    [Theory]
    [InlineData("network.local.address=10.1.0.3 network.local.port=41000 network.peer.address=10.96.0.1 network.peer.port=80")]
    [InlineData("net.sock.host.addr=10.1.0.3 net.sock.host.port=41000 net.sock.peer.addr=10.96.0.1 net.sock.peer.port=80")]
    public void Find_AConnectionThatWasReported_IsSurerThanNames(string attributes)
    {
        EdgeKey.TryParse(Cart, out var key);
        _connections.With("10.1.0.3:41000", "10.96.0.1:80", new(key, new ConnectionExemplar { HandshakeNs = 2_000_000, Retransmits = 4, SynRetransmits = 1 }, null));

        var span = Annotate(Spans.Client(Read(attributes)), Spans.Frontend());

        var told = span.Attributes.ToDictionary(static pair => pair.Key, static pair => pair.Value);
        Assert.Equal((Cart, "connection"), (told["meshlens.edge"].StringValue, told["meshlens.match"].StringValue));
        Assert.Equal((2.0, 5L), (told["meshlens.connection.handshake_ms"].DoubleValue, told["meshlens.connection.retransmits"].IntValue));
        var end = DateTimeOffset.UnixEpoch.AddTicks((long)(Spans.End / 100));
        Assert.Equal((end.AddMilliseconds(-5), end), _connections.Asked);
    }

    [Fact]
    public void Find_AServersConnection_IsLookedUpTheOtherWayRound()
    {
        EdgeKey.TryParse(Cart, out var key);
        _connections.With("10.1.0.3:41000", "10.1.0.8:8000", new(key, null, new ConnectionExemplar()));

        Assert.Equal(Cart, Find(
            Spans.Server(Read("network.peer.address=10.1.0.3 network.peer.port=41000 network.local.address=10.1.0.8 network.local.port=8000")), new()));
    }

    [Fact]
    public void Find_TwoThatFitEquallyWell_FindsNone()
    {
        var finder = new EdgeFinder(
            KnownEdges.Directory(KnownEdges.Between("frontend", "cart", 80), KnownEdges.Between("frontend", "cart", 81)), _connections, _naming);

        Assert.Null(Edge(Annotate(finder, Spans.Client(Read("server.address=cart")), Spans.Frontend())));
        Assert.Equal(Cart, Edge(Annotate(finder, Spans.Client(Read("server.address=cart server.port=80")), Spans.Frontend())));
    }

    [Fact]
    public void Find_TheSameInTwoClusters_IsTheOneOfTheResource()
    {
        var finder = new EdgeFinder(
            KnownEdges.Directory(KnownEdges.Between("frontend", "cart", 80), KnownEdges.Between("frontend", "cart", 80, cluster: "west")), _connections, _naming);
        var west = Spans.Frontend();
        west.Attributes.Add(Spans.Text("k8s.cluster.name", "west"));

        Assert.Equal("west~shop~frontend~shop~cart~80", Edge(Annotate(finder, Spans.Client(Read("server.address=cart")), west)));
        Assert.Null(Edge(Annotate(finder, Spans.Client(Read("server.address=cart")), Spans.Frontend())));
    }

    [Fact]
    public void Find_AnEdgeThatComesOrGoes_IsSeenAtOnce()
    {
        var directory = KnownEdges.Directory();
        var finder = new EdgeFinder(directory, _connections, _naming);
        var span = Spans.Client(Read("server.address=cart"));
        Assert.Null(Edge(Annotate(finder, span, Spans.Frontend())));

        directory.Put(KnownEdges.Between("frontend", "cart", 80));
        Assert.Equal(Cart, Edge(Annotate(finder, span, Spans.Frontend())));

        directory.Remove(Cart);
        Assert.Null(Edge(Annotate(finder, span, Spans.Frontend())));
    }

    [Fact]
    public void Find_ASourceThatNamesAnAddressAnew_IsAskedAgain()
    {
        var finder = new EdgeFinder(KnownEdges.Directory(KnownEdges.Between("frontend", "cart", 80)), _connections, _naming);
        var span = Spans.Client(Read("server.address=10.96.0.2 server.port=80"));
        Assert.Null(Edge(Annotate(finder, span, Spans.Frontend())));

        _naming.With("10.96.0.2", 80, new("shop", "cart", PartyKind.Service), 80);

        Assert.Equal(Cart, Edge(Annotate(finder, span, Spans.Frontend())));
    }

    private static IEnumerable<KeyValue> Read(string attributes) => attributes.Split(' ').Select(static pair => pair.Split('=')).Select(static pair =>
        pair[0].EndsWith(".port", StringComparison.Ordinal) ? Spans.Number(pair[0], int.Parse(pair[1])) : Spans.Text(pair[0], pair[1]));

    private static string? Edge(Span span) => span.Attributes.SingleOrDefault(static pair => pair.Key == "meshlens.edge")?.Value.StringValue;

    private static Span Annotate(EdgeFinder finder, Span span, Resource resource)
    {
        var annotated = new SpanAnnotator(finder).Annotate(Spans.Request(resource, span).ToByteArray());
        return ExportTraceServiceRequest.Parser.ParseFrom(annotated).ResourceSpans[0].ScopeSpans[0].Spans[0];
    }

    private string? Find(Span span, Resource resource) => Edge(Annotate(span, resource));

    private Span Annotate(Span span, Resource resource) => Annotate(
        new EdgeFinder(
            KnownEdges.Directory(
                KnownEdges.Between("frontend", "payments", 8080),
                KnownEdges.Between("frontend", "payments", 8080, destinationSpace: "bank"),
                KnownEdges.Between("frontend", "cart", 80),
                KnownEdges.Between("checkout", "payments", 8080),
                KnownEdges.Between(new Party("shop", "frontend", PartyKind.Workload), new Party("", "203.0.113.7", PartyKind.Address), 443)),
            _connections,
            _naming),
        span,
        resource);
}
