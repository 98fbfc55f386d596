using MeshLens.Agent.Exemplars;
using MeshLens.Agent.Kernel;
using MeshLens.Agent.Options;
using MeshLens.Protocol.V1;
using ConnectionEvent = MeshLens.Agent.Kernel.ConnectionEvent;
using Role = MeshLens.Agent.Kernel.Role;

namespace MeshLens.Agent.Tests.Exemplars;

public sealed class ExemplarBookTests
{
    private const uint NoJoins = uint.MaxValue;
    private const ulong Remarkable = 100;

    private static ExemplarBook Create(int worst = 2, int joins = 100, int exemplars = 100, TimeSpan minimumLatency = default) =>
        new(new() { WorstPerFlow = worst, JoinsPerSecond = joins, ExemplarsPerInterval = exemplars }, TimeSpan.FromSeconds(1), minimumLatency);

    [Fact]
    public void MoveTo_WithAMinimum_KeepsOnlyWhatTookThatLong()
    {
        var book = Create(worst: 5, minimumLatency: TimeSpan.FromMicroseconds(1));
        book.Add(Connection(flow: 1, isn: 1, handshakeNs: 999), NoJoins, Remarkable);
        book.Add(Connection(flow: 1, isn: 2, handshakeNs: 1000), NoJoins, Remarkable);
        book.Add(Turn(flow: 1, isn: 3, turnNs: 10, pickupNs: 500));

        Assert.Equal([1000UL], Handshakes(Move(book, out _), flow: 1));
    }

    [Fact]
    public void MoveTo_OfManyConnections_KeepsTheWorstOfEachFlow()
    {
        var book = Create();
        for (uint i = 1; i <= 50; i++)
        {
            book.Add(Connection(flow: 1, isn: i, handshakeNs: i), NoJoins, Remarkable);
            book.Add(Connection(flow: 2, isn: i, handshakeNs: 100 - i), NoJoins, Remarkable);
        }

        var told = Move(book, out _);

        Assert.Equal([49UL, 50UL], Handshakes(told, flow: 1));
        Assert.Equal([98UL, 99UL], Handshakes(told, flow: 2));
        Assert.All(told, connection => Assert.Equal(ConnectionKind.Worst, connection.Kind));
    }

    [Fact]
    public void MoveTo_OfEventsOfOneConnection_TellsItOnceWithTheWorstTurnsPartsTogether()
    {
        var book = Create();
        book.Add(Connection(flow: 1, isn: 5, handshakeNs: 300), NoJoins, Remarkable);
        book.Add(Turn(flow: 1, isn: 5, turnNs: 10, pickupNs: 500));
        book.Add(Turn(flow: 1, isn: 5, turnNs: 40, pickupNs: 20));

        var connection = Assert.Single(Move(book, out _));

        Assert.Equal((300UL, 10UL, 500UL), (connection.HandshakeNs, connection.TurnNs, connection.PickupNs));
    }

    [Theory]
    [InlineData((uint)EventType.Closed, false, 900UL)]
    [InlineData((uint)EventType.Established, false, 0UL)]
    [InlineData((uint)EventType.Closed, true, 0UL)]
    public void MoveTo_OfAConnection_TellsItsLifetimeOnceItIsClosedAndWasSeenToBegin(uint type, bool adopted, ulong expected)
    {
        var book = Create();
        var told = Connection(flow: 1, isn: 5, handshakeNs: 300);
        (told.Event.Type, told.Adopted, told.LifetimeNs) = ((EventType)type, (byte)(adopted ? 1 : 0), 900);
        book.Add(told, NoJoins, Remarkable);

        Assert.Equal(expected, Assert.Single(Move(book, out _)).LifetimeNs);
    }

    [Fact]
    public void MoveTo_OfFailures_TellsEachWithItsReason()
    {
        var book = Create();
        var failed = Connection(flow: 1, isn: 0, handshakeNs: 7);
        failed.Failure = Failure.Refused;
        book.Add(failed, joinMask: 0, Remarkable);

        var connection = Assert.Single(Move(book, out _));

        Assert.Equal((ConnectionKind.Failed, 1U), (connection.Kind, connection.Failure));
    }

    [Fact]
    public void MoveTo_OfConnectionsChosenForJoining_TellsThemAsSuch()
    {
        var book = Create(worst: 0);
        for (uint i = 1; i <= 64; i++)
        {
            book.Add(Connection(flow: 1, isn: i, handshakeNs: 1), joinMask: 7, Remarkable);
        }

        var told = Move(book, out _);

        Assert.Equal([8U, 16U, 24U, 32U, 40U, 48U, 56U, 64U], told.Select(connection => connection.ClientIsn));
        Assert.All(told, connection => Assert.Equal(ConnectionKind.Join, connection.Kind));
    }

    [Fact]
    public void MoveTo_WithMoreThanThereIsRoomFor_CountsWhatWasRemarkable()
    {
        var book = Create(worst: 1, joins: 0, exemplars: 4);
        for (uint i = 1; i <= 10; i++)
        {
            var failed = Connection(flow: i, isn: 0, handshakeNs: 1);
            failed.Failure = Failure.Refused;
            book.Add(failed, joinMask: 0, Remarkable);
            book.Add(Connection(flow: i, isn: i, handshakeNs: Remarkable), joinMask: 0, Remarkable);
        }

        book.Add(Connection(flow: 100, isn: 100, handshakeNs: Remarkable - 1), joinMask: 0, Remarkable);

        var told = Move(book, out var shed);

        Assert.Equal(2 + 2, told.Count);
        Assert.Equal(8 + 8, shed);
    }

    [Fact]
    public void MoveTo_WithTooManyForJoining_ThinsThemByTheirIdsSoThatBothEndsAgree()
    {
        var client = Create(worst: 0, joins: 10);
        var server = Create(worst: 0, joins: 10);
        for (uint i = 1; i <= 64; i++)
        {
            client.Add(Connection(flow: 1, isn: i, handshakeNs: 1), joinMask: 0, Remarkable);
            server.Add(Connection(flow: 2, isn: 65 - i, handshakeNs: 1), joinMask: 1, Remarkable);
        }

        var told = Move(client, out var shed).Select(connection => connection.ClientIsn).ToList();

        Assert.Equal([8U, 16U, 24U, 32U, 40U, 48U, 56U, 64U], told);
        Assert.Equal(told, Move(server, out _).Select(connection => connection.ClientIsn).Order());
        Assert.Equal(0, shed);
    }

    [Fact]
    public void MoveTo_ASecondTime_TellsNothing()
    {
        var book = Create();
        book.Add(Connection(flow: 1, isn: 1, handshakeNs: 1), joinMask: 0, Remarkable);
        Move(book, out _);

        Assert.Empty(Move(book, out var shed));
        Assert.Equal(0, shed);
    }

    [Fact]
    public void MoveTo_ABatch_SaysHowLongAgoTheConnectionWasEstablished()
    {
        var book = Create();
        var connection = Connection(flow: 1, isn: 1, handshakeNs: 1_000_000);
        connection.OpenedNs = 4_000_000;
        book.Add(connection, NoJoins, Remarkable);

        Assert.Equal(5U, Assert.Single(Move(book, out _, endedAt: 10_000_000)).AgeMs);
    }

    [Fact]
    public void Add_OfAConnectionWithoutAFlow_IsIgnored()
    {
        var book = Create();
        book.Add(Connection(flow: 0, isn: 1, handshakeNs: 1), joinMask: 0, Remarkable);

        Assert.Empty(Move(book, out _));
    }

    private static ulong[] Handshakes(IEnumerable<Connection> told, uint flow) =>
        [.. told.Where(connection => connection.Flow == flow).Select(connection => connection.HandshakeNs).Order()];

    private static List<Connection> Move(ExemplarBook book, out int shed, long endedAt = 0)
    {
        var batch = new Batch();
        shed = book.MoveTo(batch, endedAt);
        return [.. batch.Connections];
    }

    private static ConnectionEvent Connection(uint flow, uint isn, ulong handshakeNs) => new()
    {
        Event = new() { Type = EventType.Closed, Flow = flow },
        Id = new() { ClientIsn = isn },
        Role = Role.Client,
        HandshakeNs = handshakeNs,
    };

    private static TurnEvent Turn(uint flow, uint isn, ulong turnNs, ulong pickupNs) => new()
    {
        Event = new() { Type = EventType.Turn, Flow = flow },
        Id = new() { ClientIsn = isn },
        Turn = new() { TurnNs = turnNs, PickupNs = pickupNs },
    };
}
