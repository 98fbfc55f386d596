using System.Reflection;
using System.Runtime.InteropServices;
using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>
/// A compiled BPF object: its programs, maps and global variables. Open it, choose programs and set sizes and variables, load it into the
/// kernel, attach. Disposing it unloads what nothing else holds; links live on until they are disposed themselves.
/// </summary>
public sealed unsafe class BpfObject : IDisposable
{
    private readonly BpfObjectHandle _handle;

    private BpfObject(BpfObjectHandle handle)
    {
        _handle = handle;
        Name = NativeText.Read(ObjectFunctions.Name(handle));
        Programs = new BpfProgramCollection(this);
        Maps = new BpfMapCollection(this);
        Types = new BtfTypes(handle, ObjectFunctions.Types(handle));
        Globals = new BpfGlobals(this);
    }

    /// <summary>The object's name: of its file, or as given.</summary>
    public string Name { get; }

    /// <summary>The programs of the object, in its order.</summary>
    public BpfProgramCollection Programs { get; }

    /// <summary>The maps of the object, those of global data included.</summary>
    public BpfMapCollection Maps { get; }

    /// <summary>The global variables of the programs, readable and writable before and (but for constants) after the load.</summary>
    public BpfGlobals Globals { get; }

    /// <summary>The C types of the object.</summary>
    public BtfTypes Types { get; }

    /// <summary>Whether <see cref="Load"/> succeeded.</summary>
    public bool IsLoaded { get; private set; }

    internal BpfObjectHandle Handle => _handle;

    /// <summary>Opens an object file.</summary>
    /// <exception cref="BpfException">The file is missing or no BPF object.</exception>
    public static BpfObject OpenFile(string path, BpfOpenOptions? options = null)
    {
        LibBpf.EnsureAvailable();
        using var native = new NativeOpenOptions(options, defaultName: null);
        var value = native.Value;
        LibBpfMessages.BeginCapture();
        var opened = ObjectFunctions.OpenFile(path, &value);
        return Opened(opened, Marshal.GetLastPInvokeError(), $"open {path}");
    }

    /// <summary>Opens an object from the bytes of its file; they are not needed afterwards.</summary>
    /// <exception cref="BpfException">The bytes are no BPF object.</exception>
    public static BpfObject OpenMemory(ReadOnlySpan<byte> bytes, string name, BpfOpenOptions? options = null)
    {
        LibBpf.EnsureAvailable();
        using var native = new NativeOpenOptions(options, name);
        var value = native.Value;
        LibBpfMessages.BeginCapture();
        fixed (byte* start = bytes)
        {
            var opened = ObjectFunctions.OpenMemory(start, (nuint)bytes.Length, &value);
            return Opened(opened, Marshal.GetLastPInvokeError(), $"open {name}");
        }
    }

    /// <summary>Opens an object that is embedded in an assembly as the resource <paramref name="name"/>.</summary>
    /// <exception cref="BpfException">The resource is no BPF object.</exception>
    public static BpfObject OpenResource(Assembly assembly, string name, BpfOpenOptions? options = null)
    {
        using var stream = assembly.GetManifestResourceStream(name)
            ?? throw new ArgumentException($"{assembly.GetName().Name} embeds no resource {name}.", nameof(name));
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return OpenMemory(bytes, ShortName(name), options);
    }

    /// <summary>Creates the maps, relocates, verifies and loads the chosen programs.</summary>
    /// <exception cref="BpfException">The kernel refused something; the exception holds the verifier's log.</exception>
    public void Load()
    {
        LibBpfMessages.BeginCapture();
        var result = ObjectFunctions.Load(_handle);
        var log = LibBpfMessages.EndCapture();
        if (result < 0)
        {
            throw new BpfException($"load {Name}", result, log);
        }

        IsLoaded = true;
    }

    /// <summary>Unloads the programs and maps that nothing else holds.</summary>
    public void Dispose()
    {
        Globals.Dispose();
        _handle.Dispose();
    }

    internal void ThrowIfLoaded(string change)
    {
        if (IsLoaded)
        {
            throw new InvalidOperationException($"{change} is decided before {Name} is loaded.");
        }
    }

    private static BpfObject Opened(nint opened, int errno, string operation)
    {
        var log = LibBpfMessages.EndCapture();
        return opened != 0 ? new BpfObject(new BpfObjectHandle(opened)) : throw new BpfException(operation, errno, log);
    }

    private static string ShortName(string resource) => resource.EndsWith(".bpf.o", StringComparison.Ordinal) ? resource[..^6] : resource;
}
