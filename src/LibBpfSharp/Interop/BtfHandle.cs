using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>Owns a <c>struct btf</c> that was loaded on its own.</summary>
internal sealed class BtfHandle : SafeHandle
{
    public BtfHandle(nint handle)
        : base(0, ownsHandle: true) => SetHandle(handle);

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        TypeFunctions.Free(handle);
        return true;
    }
}
