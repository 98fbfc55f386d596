using CsCheck;
using Google.Protobuf;
using MeshLens.Ingest.Tests.Rig;
using MeshLens.Protocol.V1;

namespace MeshLens.Ingest.Tests.Intake;

public sealed class FuzzTests
{
    private static readonly Gen<uint> Id = Gen.Frequency((6, Gen.UInt[0, 4]), (1, Gen.UInt));
    private static readonly Gen<uint> Number = Gen.Frequency((4, Gen.UInt[0, 20]), (1, Gen.UInt));
    private static readonly Gen<ulong> Large = Gen.Frequency((4, Gen.ULong[0, 1_000_000]), (1, Gen.ULong));
    private static readonly Gen<ByteString> Address =
        Gen.Frequency((5, Gen.Byte.Array[4, 4]), (2, Gen.Byte.Array[16, 16]), (1, Gen.Byte.Array[0, 20])).Select(ByteString.CopyFrom);

    private static readonly Gen<Process?> Process =
        Gen.Select(Id, Gen.String[0, 8], (pid, name) => pid == 0 ? null : new Process { Pid = pid, Name = name });

    private static readonly Gen<Flow> Flow = Gen.Select(
        Id, Gen.Int[0, 3], Gen.Select(Address, Address), Number, Process, Gen.Select(Id, Id, Id),
        (id, role, addresses, port, process, peer) => new Flow
        {
            Id = id,
            Role = (Role)role,
            LocalAddress = addresses.Item1,
            RemoteAddress = addresses.Item2,
            ServicePort = port,
            Process = process,
            PeerFlow = peer.Item1,
            PeerPid = peer.Item2,
            PeerNetworkNamespace = peer.Item3,
        });

    private static readonly Gen<HistogramColumns> Histograms = Gen.Select(
        Gen.Select(Id, Number, Large, Gen.Int[-170, 60], Number).Array[0, 5], Gen.Int[0, 9],
        (rows, damage) =>
        {
            var columns = new HistogramColumns();
            foreach (var (flow, signal, sum, bucket, value) in rows)
            {
                columns.Flow.Add(flow);
                columns.Signal.Add(signal);
                columns.Count.Add(value);
                columns.SumNs.Add(sum);
                columns.MaxNs.Add(sum);
                columns.BucketCount.Add(1);
                columns.BucketIndex.Add(bucket);
                columns.BucketValue.Add(value);
            }

            switch (damage)
            {
                case 0: columns.BucketCount.Add(7); break;
                case 1: columns.BucketIndex.Add(7); break;
                case 2 when rows.Length > 0: columns.BucketCount[0] = uint.MaxValue; break;
            }

            return columns;
        });

    private static readonly Gen<CounterColumns> Counters = Gen.Select(
        Id.Array[0, 5], Number.Array[0, 5], Large.Array[0, 5],
        (flow, counter, value) => new CounterColumns { Flow = { flow }, Counter = { counter }, Value = { value } });

    private static readonly Gen<Connection> Connection = Gen.Select(
        Id, Gen.Int[0, 4], Gen.Select(Id, Id), Number, Large,
        (flow, kind, isn, port, duration) => new Connection
        {
            Flow = flow,
            Kind = (ConnectionKind)kind,
            ClientIsn = isn.Item1,
            ServerIsn = isn.Item2,
            LocalPort = port,
            RemotePort = port,
            AgeMs = port,
            Failure = port,
            TurnNs = duration,
            HandshakeNs = duration,
        });

    private static readonly Gen<Batch> Batches = Gen.Select(
        Gen.Select(Number, Number), Flow.Array[0, 4], Id.Array[0, 2], Histograms, Counters, Connection.Array[0, 4],
        Gen.Select(Address, Number, Process).Array[0, 3], Gen.Select(Process, Gen.Double, Large).Array[0, 3],
        (when, flows, retired, histograms, counters, connections, listeners, pressures) => new Batch
        {
            AgeMs = when.Item1,
            IntervalMs = when.Item2,
            Flows = { flows },
            RetiredFlows = { retired },
            Histograms = histograms,
            Counters = counters,
            Connections = { connections },
            Listeners = { listeners.Select(one => new Listener { Address = one.Item1, Port = one.Item2, Process = one.Item3, NetworkNamespace = one.Item2, Drops = one.Item2 }) },
            Pressures = { pressures.Select(one => new ProcessPressure { Process = one.Item1, CpuPressure = one.Item2, RunQueueNs = one.Item3 }) },
            NameServers = { listeners.Select(one => new NameServer { Address = one.Item1, Process = one.Item3, BucketIndex = { (int)one.Item2 }, BucketValue = { 1 } }) },
            Losses = new() { ShedRows = (ulong)retired.Length },
        });

    [Fact]
    public void Batches_OfAnyContent_NeverThrowAndEveryRowIsAccountedFor() =>
        Gen.Select(Batches.Array[1, 8], Batches.Array[1, 8]).Sample((first, second) =>
        {
            using var rig = IngestRig.Create(options => options.MaximumEdges = 4);
            var (one, other) = (rig.Connect("n1"), rig.Connect("n2"));
            foreach (var batch in first)
            {
                one.Send(batch);
            }

            foreach (var batch in second)
            {
                other.Send(batch);
            }

            other.Leave();
            rig.Flusher.FlushAsync().GetAwaiter().GetResult();

            var counts = rig.Instruments;
            return counts.ReceivedRows == counts.RefusedRows + counts.ShedRows + counts.DeliveredRows && rig.Edges.PendingWindows == 0;
        }, iter: 2_000);

    [Fact]
    public void Messages_OfAnyBytes_ParseOrAreRefused() =>
        Gen.Select(Batches, Gen.Select(Gen.Int[0, 2_000], Gen.Byte).Array[0, 10]).Sample((batch, damages) =>
        {
            using var rig = IngestRig.Create();
            var agent = rig.Connect();
            var bytes = batch.ToByteArray();
            foreach (var (at, to) in damages)
            {
                if (bytes.Length > 0)
                {
                    bytes[at % bytes.Length] = to;
                }
            }

            try
            {
                agent.Send(Batch.Parser.ParseFrom(bytes));
            }
            catch (InvalidProtocolBufferException)
            {
                // What is no message never reaches the stream: gRPC ends it.
            }

            rig.Flusher.FlushAsync().GetAwaiter().GetResult();
            var counts = rig.Instruments;
            return counts.ReceivedRows == counts.RefusedRows + counts.ShedRows + counts.DeliveredRows;
        }, iter: 2_000);
}
