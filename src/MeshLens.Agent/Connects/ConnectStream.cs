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
    private readonly long _startedAt;
    private int _written;

    public ConnectStream(ConnectionPrograms programs, ConnectsRequest request, TextWriter output, TimeProvider time)
    {
        (_programs, _request, _output, _time) = (programs, request, output, time);
        _startedAt = time.GetTimestamp();
        _format = request.Json
            ? new ConnectJson((ulong)_startedAt)
            : new ConnectTable(request.WithTime, request.WithLocalPort, (ulong)_startedAt);
    }

    private bool IsDone => (_request.Count > 0 && _written >= _request.Count) ||
        (_request.Duration > TimeSpan.Zero && _time.GetElapsedTime(_startedAt) >= _request.Duration);

    /// <summary>Writes until the request is fulfilled, it is cancelled, or nobody reads any more.</summary>
    /// <returns>How many connects the kernel could not tell because they came too fast.</returns>
    public ulong Run(CancellationToken cancellation)
    {
        using var ring = new RingBuffer(_programs.Maps["events"], Read);
        try
        {
            Write(_format.Header);
            while (!IsDone && !cancellation.WaitHandle.WaitOne(Tick))
            {
                ring.Consume();
                _output.Flush();
            }
        }
        catch (IOException)
        {
            // The reader has seen enough: head, or a closed terminal.
        }

        var losses = new LossTally();
        new KernelLosses(_programs.Maps["lost"]).AddTo(losses);
        return losses.KernelEvents + losses.KernelFlows;
    }

    private void Read(ReadOnlySpan<byte> record)
    {
        if (IsDone || MemoryMarshal.AsRef<EventHeader>(record).Type is not (EventType.Established or EventType.Failed))
        {
            return;
        }

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
