using System.Runtime.InteropServices;
using LibBpfSharp;
using MeshLens.Agent.Kernel;
using MeshLens.Agent.Loading;
using MeshLens.Agent.Streaming;
using MeshLens.Agent.Watching;

namespace MeshLens.Agent.Connects;

/// <summary>Reads connects from the ring and writes them as they come.</summary>
internal sealed class ConnectStream
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    private readonly ConnectionPrograms _programs;
    private readonly ConnectsRequest _request;
    private readonly TextWriter _output;
    private readonly TimeProvider _time;
    private readonly IConnectFormat _format;
    private readonly FlowSweep _flows;
    private readonly long _startedAt;
    private int _written;

    public ConnectStream(ConnectionPrograms programs, ConnectsRequest request, TextWriter output, TimeProvider time)
    {
        (_programs, _request, _output, _time) = (programs, request, output, time);
        _startedAt = time.GetTimestamp();
        _flows = new(programs.Maps, request.Flows, time);
        _format = request.Json
            ? new ConnectJson((ulong)_startedAt)
            : new ConnectTable(request.WithTime, request.WithLocalPort, request.Wide, (ulong)_startedAt);
    }

    private bool IsDone => (_request.Count > 0 && _written >= _request.Count) ||
        (_request.Duration > TimeSpan.Zero && _time.GetElapsedTime(_startedAt) >= _request.Duration);

    /// <summary>Writes until the request is fulfilled or it is cancelled.</summary>
    /// <returns>How many connects the kernel could not tell because they came too fast.</returns>
    /// <exception cref="IOException">The output cannot be written, or nobody reads it any more.</exception>
    public ulong Run(CancellationToken cancellation)
    {
        using var ring = new RingBuffer(_programs.Maps["events"], Read);
        Write(_format.Header);
        do
        {
            ring.Consume();
            _flows.SweepIfDue();
            _output.Flush();
        }
        while (!IsDone && !cancellation.WaitHandle.WaitOne(Tick));

        var losses = new LossTally();
        new KernelLosses(_programs.Maps["lost"]).AddTo(losses);
        return losses.KernelEvents + losses.KernelFlows + losses.KernelConnections;
    }

    private void Read(ReadOnlySpan<byte> record)
    {
        var type = MemoryMarshal.AsRef<EventHeader>(record).Type;
        if (type == EventType.Flow)
        {
            _flows.Count();
        }
        else if (!IsDone && type is (EventType.Established or EventType.Failed))
        {
            List(record);
        }
    }

    private void List(ReadOnlySpan<byte> record)
    {
        ref readonly var told = ref MemoryMarshal.AsRef<ConnectionEvent>(record);
        var line = ConnectLine.Of(told);
        if (told.Role == Role.Client && _request.Wants(line))
        {
            Write(_format.Format(line));
            _written++;
        }
    }

    private void Write(string? line)
    {
        if (line is not null)
        {
            _output.Write(line);
            _output.Write('\n');
        }
    }
}
