using System.Runtime.ExceptionServices;

namespace LibBpfSharp;

/// <summary>Whether a ring goes on, and the first thing that went wrong.</summary>
internal sealed class RingState
{
    private volatile bool _stopping;
    private volatile Exception? _failure;

    public bool IsStopping => _stopping;

    public Exception? Failure => _failure;

    public void Stop() => _stopping = true;

    public void Fail(Exception failure)
    {
        _failure ??= failure;
        _stopping = true;
    }

    public void ThrowIfFailed()
    {
        if (_failure is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }
}
