using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>What was found when libbpf was looked for.</summary>
/// <param name="Version">The version that answered, or null when the library is missing.</param>
/// <param name="Problem">One sentence with the fix, or null when the library can be used.</param>
internal sealed record LibBpfAvailability(Version? Version, string? Problem)
{
    /// <summary>The first version with the errors and names this binding relies on.</summary>
    public static readonly Version Minimum = new(1, 0);

    /// <summary>
    /// Calls the library instead of looking for a file, so that the answer is also right when libbpf is linked statically.
    /// </summary>
    public static LibBpfAvailability Probe() =>
        Probe(() => new Version((int)LibraryFunctions.MajorVersion(), (int)LibraryFunctions.MinorVersion()));

    internal static LibBpfAvailability Probe(Func<Version> readVersion)
    {
        try
        {
            return Judge(readVersion());
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
        {
            return new(null, $"{NativeLibraryNames.Bpf} was not found: install libbpf {Minimum} or newer (Debian: apt-get install libbpf1).");
        }
    }

    private static LibBpfAvailability Judge(Version version) => version >= Minimum
        ? new(version, null)
        : new(version, $"libbpf {version} is too old: install libbpf {Minimum} or newer (Debian: apt-get install libbpf1).");
}
