using System.Runtime.InteropServices;

namespace LibBpfSharp.Tests;

/// <summary>Opens the objects that are compiled from this project's <c>bpf</c> folder.</summary>
internal static class TestObject
{
    public static BpfObject Open(string name = "basics") => BpfObject.OpenResource(typeof(TestObject).Assembly, $"{name}.bpf.o");

    public static BpfObject Load(string name = "basics", Action<BpfObject>? prepare = null)
    {
        var bpf = Open(name);
        try
        {
            prepare?.Invoke(bpf);
            bpf.Load();
            return bpf;
        }
        catch
        {
            bpf.Dispose();
            throw;
        }
    }

    public static byte[] Bytes(string name = "basics")
    {
        using var stream = typeof(TestObject).Assembly.GetManifestResourceStream($"{name}.bpf.o")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Writes an object to a file that is deleted with the result.</summary>
    public static TemporaryFile File(string name) => new(Bytes(name), $"{name}.bpf.o");

    public static T Read<T>(ReadOnlySpan<byte> record)
        where T : unmanaged => MemoryMarshal.Read<T>(record);
}
