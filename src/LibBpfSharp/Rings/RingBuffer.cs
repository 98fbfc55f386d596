using System.Runtime.InteropServices;
using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>
/// Reads BPF ring buffers. Either <see cref="Start"/> gives it a thread of its own, or the caller calls <see cref="Poll"/> or
/// <see cref="Consume"/>; never both. A handler's exception stops the ring: it is <see cref="Failure"/>, ends <see cref="Completion"/>, and
/// is thrown to the caller of <see cref="Poll"/> and <see cref="Consume"/>.
/// </summary>
public sealed unsafe class RingBuffer : IDisposable
{
    private readonly RingBufferHandle _handle = new();
    private readonly RingState _state = new();
    private RingThread? _thread;

    /// <summary>Opens the ring buffer <paramref name="map"/>, a loaded map of type <see cref="BpfMapType.RingBuffer"/>.</summary>
    /// <exception cref="BpfException">The map is no ring buffer.</exception>
    public RingBuffer(BpfMap map, RingBufferHandler handler)
    {
        using var lease = new Lease(map.Owner);
        var fd = map.FileDescriptor;
        var context = _handle.Keep(new RingConsumer(handler, _state));
        var ring = RingFunctions.New(fd, &RingConsumer.OnRecord, context, 0);
        if (ring == 0)
        {
            var errno = Marshal.GetLastPInvokeError();
            _handle.Abandon();
            throw new BpfException($"open ring buffer {map.Name}", errno);
        }

        _handle.Own(ring);
    }

    /// <summary>What stopped the ring, or null while all is well.</summary>
    public Exception? Failure => _state.Failure;

    /// <summary>Ends when the ring's thread ends: by disposal, or with the <see cref="Failure"/>.</summary>
    public Task Completion => _thread?.Completion ?? Task.CompletedTask;

    /// <summary>Adds another ring buffer, read by the same thread or the same calls.</summary>
    /// <exception cref="BpfException">The map is no ring buffer.</exception>
    /// <exception cref="InvalidOperationException">The ring was started.</exception>
    public void Add(BpfMap map, RingBufferHandler handler)
    {
        ThrowIfStarted();
        using var lease = new Lease(map.Owner);
        var context = _handle.Keep(new RingConsumer(handler, _state));
        BpfException.ThrowIfNegative(RingFunctions.Add(_handle, map.FileDescriptor, &RingConsumer.OnRecord, context), $"open ring buffer {map.Name}");
    }

    /// <summary>
    /// Begins to read on a thread of its own. It sleeps until the kernel wakes it, and looks by itself every
    /// <paramref name="interval"/> for records that were submitted without a wake-up (BPF_RB_NO_WAKEUP).
    /// </summary>
    /// <param name="threadName">The thread's name; the kernel shows 15 characters of it.</param>
    /// <param name="interval">Default 100 ms; <see cref="Timeout.InfiniteTimeSpan"/> to rely on wake-ups alone.</param>
    public void Start(string threadName = "bpf-ring", TimeSpan? interval = null)
    {
        ThrowIfStarted();
        _thread = new RingThread(_handle, _state, threadName, interval ?? TimeSpan.FromMilliseconds(100));
    }

    /// <summary>Hands over the records that are there.</summary>
    /// <returns>How many there were.</returns>
    /// <exception cref="InvalidOperationException">The ring was started.</exception>
    public int Consume()
    {
        ThrowIfStarted();
        return Checked(RingFunctions.Consume(_handle), "consume ring buffer");
    }

    /// <summary>Waits up to <paramref name="timeout"/> for records and hands them over.</summary>
    /// <returns>How many there were.</returns>
    /// <exception cref="InvalidOperationException">The ring was started.</exception>
    public int Poll(TimeSpan timeout)
    {
        ThrowIfStarted();
        return Checked(RingFunctions.Poll(_handle, (int)timeout.TotalMilliseconds), "poll ring buffer");
    }

    /// <summary>Stops after the record in hand, waits for the thread (unless called on it) and frees the ring.</summary>
    public void Dispose()
    {
        _state.Stop();
        _thread?.Dispose();
        _handle.Dispose();
    }

    private int Checked(int result, string operation)
    {
        _state.ThrowIfFailed();
        return result == -Errno.Interrupted ? 0 : BpfException.ThrowIfNegative(result, operation);
    }

    private void ThrowIfStarted()
    {
        ObjectDisposedException.ThrowIf(_handle.IsClosed, this);
        _state.ThrowIfFailed();
        if (_thread is not null)
        {
            throw new InvalidOperationException("This ring buffer reads on its own thread.");
        }
    }
}
