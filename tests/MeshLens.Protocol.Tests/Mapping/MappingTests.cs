using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using MeshLens.Core.Windows;
using MeshLens.Protocol.Columns;
using MeshLens.Protocol.Mapping;
using MeshLens.Protocol.V1;

namespace MeshLens.Protocol.Tests.Mapping;

public sealed class MappingTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void ToExemplar_Connection_KeepsEveryField()
    {
        var connection = new Connection
        {
            ClientIsn = 1,
            ServerIsn = 2,
            HandshakeNs = 3,
            SynRetransmits = 4,
            Failure = (uint)FailureReason.TimedOut,
            TurnNs = 5,
            PickupNs = 6,
            QueueingNs = 7,
            ServiceNs = 8,
            TailNs = 9,
            Retransmits = 10,
            StallNs = 11,
            Turns = 12,
            ThreadId = 13,
        };

        var exemplar = connection.ToExemplar(End.Server, "10.0.0.1:80", "10.0.0.2:5000", "api", At);

        Assert.Equal(
            new ConnectionExemplar
            {
                End = End.Server,
                ClientSequence = 1,
                ServerSequence = 2,
                HandshakeNs = 3,
                SynRetransmits = 4,
                Failure = FailureReason.TimedOut,
                TurnNs = 5,
                PickupNs = 6,
                QueueingNs = 7,
                ServiceNs = 8,
                TailNs = 9,
                Retransmits = 10,
                StallNs = 11,
                Turns = 12,
                ThreadId = 13,
                Local = "10.0.0.1:80",
                Remote = "10.0.0.2:5000",
                Process = "api",
                At = At,
            },
            exemplar);
    }

    [Fact]
    public void ToExemplar_FailureOfANewerAgent_IsOther() =>
        Assert.Equal(FailureReason.Other, new Connection { Failure = 250 }.ToExemplar(End.Client, "", "", null, At).Failure);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void TryReadPressure_ShareIsNotANumber_IsRefused(double share) =>
        Assert.False(PressureMapping.TryRead(new ProcessPressure { MemoryPressure = share }, out _));

    [Fact]
    public void TryReadPressure_ShareBeyondOne_IsClamped()
    {
        Assert.True(PressureMapping.TryRead(new ProcessPressure { CpuPressure = 7, IoPressure = -1, RunQueueNs = 9 }, out var read));

        Assert.Equal((1, 0, 9UL), (read.CpuPressure, read.IoPressure, read.RunQueueNs));
    }

    [Fact]
    public void TryReadNameServer_Failures_TellNamesFromServers()
    {
        var server = new NameServer
        {
            BucketIndex = { -60, -50 },
            BucketValue = { 3, 1 },
            SumNs = 40,
            MaxNs = 30,
            Unanswered = 2,
            Failures = { [2] = 4, [5] = 1, [3] = 9 },
        };

        Assert.True(NameServerMapping.TryRead(server, "10.0.0.53", out var read, out _));

        Assert.Equal((4UL, 2UL, 5UL, 9UL), (read.Answered.Count, read.Unanswered, read.ServerFailures, read.NameErrors));
    }

    [Fact]
    public void TryReadNameServer_UnequalBuckets_IsRefused()
    {
        Assert.False(NameServerMapping.TryRead(new NameServer { BucketIndex = { 1 } }, "", out _, out var fault));
        Assert.Equal(ColumnFault.UnequalColumns, fault);
    }

    [Fact]
    public void ToState_Listener_KeepsEveryField()
    {
        var listener = new Listener { Drops = 1, Backlog = 2, BacklogLimit = 3, Inode = 4 };

        Assert.Equal(
            new ListenerState { Endpoint = "10.0.0.1:80", Drops = 1, Backlog = 2, BacklogLimit = 3, Inode = 4 },
            listener.ToState("10.0.0.1:80"));
    }

    [Fact]
    public void ToNote_ShedBatches_CountAsRows()
    {
        var losses = new Losses { KernelEvents = 1, KernelFlows = 2, KernelSamples = 3, ShedBatches = 4, ShedRows = 5, ShedConnections = 6, KernelConnections = 7 };

        Assert.Equal(new LossNote(1, 9, 3, 9, 6), losses.ToNote());
    }

    [Fact]
    public void Mappings_LargestNumbers_CanBeSummedWithoutWrapping()
    {
        var lost = new Losses { ShedBatches = ulong.MaxValue, ShedRows = ulong.MaxValue, KernelEvents = ulong.MaxValue }.ToNote();
        PressureMapping.TryRead(new ProcessPressure { ThrottledNs = ulong.MaxValue }, out var pressure);
        var listener = new Listener { Drops = ulong.MaxValue }.ToState("");

        Assert.All(
            new[] { lost.ShedRows, lost.KernelEvents, pressure.ThrottledNs, listener.Drops },
            number => Assert.True(checked(number * 100_000) > number));
    }
}
