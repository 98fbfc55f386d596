using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>
/// Keeps an owner alive for one native call. Programs and maps are pointers into their object, so a call on them while another
/// thread disposes the object would read freed memory; with a lease it either finishes first or throws ObjectDisposedException.
/// </summary>
internal readonly ref struct Lease : IDisposable
{
    private readonly SafeHandle _owner;

    public Lease(SafeHandle owner)
    {
        var taken = false;
        owner.DangerousAddRef(ref taken);
        _owner = owner;
    }

    public void Dispose() => _owner.DangerousRelease();
}
