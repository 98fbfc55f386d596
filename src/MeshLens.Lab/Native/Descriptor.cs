using Microsoft.Win32.SafeHandles;

namespace MeshLens.Lab.Native;

/// <summary>A file descriptor that closes with its owner; what it stands for (a namespace, a device) dies with it.</summary>
internal sealed class Descriptor : SafeHandleZeroOrMinusOneIsInvalid
{
    private Descriptor(int descriptor) : base(ownsHandle: true) => SetHandle(descriptor);

    public int Value => (int)handle;

    /// <summary>Takes ownership of the result of a call that returns a descriptor, or throws when that call failed.</summary>
    public static Descriptor Own(int result, string attempt) =>
        result >= 0 ? new Descriptor(result) : throw Libc.Failure(attempt);

    protected override bool ReleaseHandle() => Libc.Close((int)handle) == 0;
}
