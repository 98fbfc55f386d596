using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>Owns a <c>struct bpf_object</c> with its programs and maps.</summary>
internal sealed class BpfObjectHandle : SafeHandle
{
    public BpfObjectHandle(nint handle)
        : base(0, ownsHandle: true) => SetHandle(handle);

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        ObjectFunctions.Close(handle);
        return true;
    }
}
