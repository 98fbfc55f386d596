using System.Runtime.InteropServices;
using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>
/// The thread of one ring. It waits on the ring and on an event with which disposal wakes it, so that stopping takes no time, and it is no
/// thread-pool thread, because it blocks.
/// </summary>
internal sealed unsafe class RingThread : IDisposable
{
    private readonly RingBufferHandle _ring;
    private readonly RingState _state;
    private readonly BpfFileHandle _wake;
    private readonly int _intervalMs;
    private readonly Thread _thread;
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public RingThread(RingBufferHandle ring, RingState state, string name, TimeSpan interval)
    {
        _ring = ring;
        _state = state;
        _intervalMs = (int)interval.TotalMilliseconds;
        var fd = SystemFunctions.EventFd(0, SystemFunctions.CloseOnExec | SystemFunctions.NonBlocking);
        _wake = fd >= 0 ? new BpfFileHandle(fd) : throw new BpfException("create an event", Marshal.GetLastPInvokeError());
        _thread = new Thread(Run) { IsBackground = true, Name = name };
        _thread.Start();
    }

    public Task Completion => _completion.Task;

    public void Dispose()
    {
        _state.Stop();
        if (_wake.IsClosed)
        {
            return;
        }

        _ = SystemFunctions.SignalEvent(_wake, 1);
        if (Thread.CurrentThread != _thread)
        {
            _thread.Join();
        }

        _wake.Dispose();
    }

    private void Run()
    {
        try
        {
            using var ring = new Lease(_ring);
            using var wake = new Lease(_wake);
            while (!_state.IsStopping)
            {
                Wait();
                Consume();
            }
        }
        catch (Exception e)
        {
            _state.Fail(e);
        }

        Complete();
    }

    private void Wait()
    {
        var descriptors = stackalloc PollDescriptor[]
        {
            new() { FileDescriptor = RingFunctions.EpollFd(_ring), Requested = SystemFunctions.PollIn },
            new() { FileDescriptor = _wake.FileDescriptor, Requested = SystemFunctions.PollIn },
        };
        if (SystemFunctions.Poll(descriptors, 2, _intervalMs) < 0 && Marshal.GetLastPInvokeError() is var errno and not Errno.Interrupted)
        {
            throw new BpfException("wait for a ring buffer", errno);
        }
    }

    private void Consume()
    {
        var result = RingFunctions.Consume(_ring);
        if (result < 0 && !_state.IsStopping)
        {
            throw new BpfException("consume ring buffer", result);
        }
    }

    private void Complete()
    {
        if (_state.Failure is { } failure)
        {
            _completion.SetException(failure);
        }
        else
        {
            _completion.SetResult();
        }
    }
}
