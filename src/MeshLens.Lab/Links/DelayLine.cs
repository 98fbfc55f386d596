using System.Diagnostics;
using System.Runtime.InteropServices;
using MeshLens.Lab.Native;

namespace MeshLens.Lab.Links;

/// <summary>
/// One direction of a <see cref="DelayLink"/>: reads packets from one TUN device and writes each to another when its time has
/// come. The thread sleeps in <c>ppoll</c> until shortly before the next deadline and spins only for the rest, because a wake-up
/// is late by up to 0.1 ms; without a packet in flight it sleeps for good.
/// </summary>
internal sealed class DelayLine : IDisposable
{
    internal const int PacketBytes = 1536;
    private const int QueuedPackets = 8192;
    private const int PacketsPerTurn = 64;
    private static readonly long SpinTicks = Stopwatch.Frequency * 100 / 1_000_000;

    private readonly TunDevice _from;
    private readonly TunDevice _to;
    private readonly Descriptor _stop;
    private readonly Thread _thread;
    private readonly PacketQueue _queue = new(QueuedPackets);
    private readonly Random _random = new(1);
    private readonly byte[] _buffer = new byte[PacketBytes];
    private volatile PathImpairment _impairment = PathImpairment.None;
    private volatile bool _stopping;
    private long _lastDeadline;
    private long _forwarded;
    private long _lost;

    public DelayLine(TunDevice from, TunDevice to)
    {
        _from = from;
        _to = to;
        _stop = Descriptor.Own(Libc.EventFd(0, Libc.EventFdNonBlocking | Libc.EventFdCloseOnExec), "An event descriptor cannot be created");
        _thread = new Thread(Pump) { IsBackground = true, Name = $"delay {from.Name}" };
        _thread.Start();
    }

    public PathImpairment Impairment
    {
        get => _impairment;
        set => _impairment = PathImpairment.Checked(value);
    }

    public long Forwarded => Volatile.Read(ref _forwarded);

    public long Lost => Volatile.Read(ref _lost);

    public void Dispose()
    {
        _stopping = true;
        var one = 1UL;
        Libc.Write(_stop.Value, in MemoryMarshal.AsBytes(new ReadOnlySpan<ulong>(in one))[0], sizeof(ulong));
        _thread.Join();
        _stop.Dispose();
    }

    private void Pump()
    {
        RealTimeManners.Apply();
        while (!_stopping)
        {
            Sleep();
            ReadArrivals();
            WriteDue();
        }
    }

    private unsafe void Sleep()
    {
        var wait = _queue.Count == 0 ? Timeout.Infinite : _queue.NextDeadline - SpinTicks - Stopwatch.GetTimestamp();
        if (_queue.Count > 0 && wait <= 0)
        {
            return;
        }

        var descriptors = stackalloc PollDescriptor[2];
        descriptors[0] = new PollDescriptor { Descriptor = _from.Handle, Wanted = Libc.PollIn };
        descriptors[1] = new PollDescriptor { Descriptor = _stop.Value, Wanted = Libc.PollIn };
        var timeout = TimeSpec.FromNanoseconds(wait * 1_000_000_000 / Stopwatch.Frequency);

        // An interrupted wait returns early, which is harmless: the caller asks again.
        _ = Libc.Poll(descriptors, 2, _queue.Count == 0 ? null : &timeout, null);
    }

    private void ReadArrivals()
    {
        for (var i = 0; i < PacketsPerTurn; i++)
        {
            var length = Libc.Read(_from.Handle, ref _buffer[0], _buffer.Length);
            if (length <= 0)
            {
                return;
            }

            Accept(_buffer.AsSpan(0, (int)length));
        }
    }

    private void Accept(ReadOnlySpan<byte> packet)
    {
        var impairment = _impairment;
        if (impairment.Loss > 0 && _random.NextDouble() < impairment.Loss)
        {
            _lost++;
            return;
        }

        var jitter = impairment.Jitter == TimeSpan.Zero ? 0 : impairment.Jitter.TotalSeconds * ((_random.NextDouble() * 2) - 1);
        var delay = Math.Max(0, impairment.Delay.TotalSeconds + jitter);
        _lastDeadline = Math.Max(_lastDeadline, Stopwatch.GetTimestamp() + (long)(delay * Stopwatch.Frequency));
        if (!_queue.TryAdd(packet, _lastDeadline))
        {
            _lost++;
        }
    }

    private void WriteDue()
    {
        while (_queue.Count > 0 && _queue.NextDeadline - Stopwatch.GetTimestamp() <= SpinTicks)
        {
            while (Stopwatch.GetTimestamp() < _queue.NextDeadline)
            {
                Thread.SpinWait(1);
            }

            // A refused write is a full queue or a device that is down: a packet is lost, as on any link.
            var sent = Libc.Write(_to.Handle, in _queue.Next[0], _queue.Next.Length) > 0;
            _queue.Remove();
            if (sent)
            {
                _forwarded++;
            }
            else
            {
                _lost++;
            }
        }
    }
}
