using System.CommandLine;
using MeshLens.Agent.Loading;

namespace MeshLens.Agent.Options;

/// <summary>The options that bound tables and queues.</summary>
internal sealed class CapacitySwitches
{
    private const long MiB = 1 << 20;

    private readonly BoundedOption<int> _flows = BoundedOption.Count(
        "--max-flows", "Flows (process, peer, service port) kept apart.", new(16_384, 256, 262_144));
    private readonly BoundedOption<int> _connections = BoundedOption.Count(
        "--max-connections", "Room for connection ends followed at the same time, rounded up to a power of two; what finds none is counted. Takes 26 MiB of kernel memory per 65536.",
        new(SocketTable.DefaultConnections, 1_024, 1_048_576));
    // It counts as resident twice: libbpf maps the ring twice in a row, so that a record is never cut at its end.
    private readonly BoundedOption<long> _ring = BoundedOption.Size(
        "--ring-size", "Ring of connection events between kernel and agent; a power of two.", new(MiB, 64 << 10, 256 * MiB));
    private readonly BoundedOption<long> _queue = BoundedOption.Size(
        "--queue-size", "Batches that may wait for the server; the oldest are shed first.", new(4 * MiB, 256 << 10, 256 * MiB));
    private readonly BoundedOption<int> _joins = BoundedOption.Count(
        "--joins-per-second", "Connections reported so that both ends can be joined.", new(2_000, 0, 20_000));
    private readonly BoundedOption<int> _worst = BoundedOption.Count(
        "--worst-per-flow", "Worst connections reported per flow and interval.", new(2, 0, 16));
    private readonly BoundedOption<int> _exemplars = BoundedOption.Count(
        "--exemplars", "Worst and failed connections reported per interval, all flows together.", new(2_000, 0, 20_000));

    public void AddTo(Command command)
    {
        command.Add(_flows.Symbol);
        command.Add(_connections.Symbol);
        command.Add(_ring.Symbol);
        command.Add(_queue.Symbol);
        command.Add(_joins.Symbol);
        command.Add(_worst.Symbol);
        command.Add(_exemplars.Symbol);
        _ring.Symbol.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<long?>() is { } bytes && !long.IsPow2(bytes))
            {
                result.AddError($"--ring-size: {bytes} is not a power of two: choose {SizeText.Format((long)System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)bytes))}.");
            }
        });
    }

    public CapacityOptions Read(ParseResult result) => new()
    {
        Flows = _flows.Read(result),
        Connections = _connections.Read(result),
        RingBytes = _ring.Read(result),
        QueueBytes = _queue.Read(result),
        JoinsPerSecond = _joins.Read(result),
        WorstPerFlow = _worst.Read(result),
        ExemplarsPerInterval = _exemplars.Read(result),
    };
}
