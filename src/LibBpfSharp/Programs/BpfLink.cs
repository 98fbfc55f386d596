using System.Runtime.InteropServices;
using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>Keeps a program attached; disposing it detaches. It holds the program in the kernel, so it may outlive its object.</summary>
public sealed class BpfLink : SafeHandle
{
    internal BpfLink(nint link)
        : base(0, ownsHandle: true) => SetHandle(link);

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => LinkFunctions.Destroy(handle) == 0;
}
