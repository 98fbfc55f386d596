namespace LibBpfSharp.Tests;

public sealed class LibBpfAvailabilityTests
{
    [Fact]
    public void Probe_InstalledLibrary_HasNoProblem()
    {
        Assert.Null(LibBpf.Problem);
        Assert.True(LibBpf.Version >= LibBpfAvailability.Minimum);
        Assert.True(LibBpf.PossibleCpus >= Environment.ProcessorCount);
    }

    [Fact]
    public void Probe_TooOld_SaysWhichVersionAndTheFix()
    {
        var found = LibBpfAvailability.Probe(() => new Version(0, 8));

        Assert.Equal("libbpf 0.8 is too old: install libbpf 1.0 or newer (Debian: apt-get install libbpf1).", found.Problem);
        Assert.Equal(new Version(0, 8), found.Version);
    }

    [Fact]
    public void Probe_Missing_SaysTheFix()
    {
        var found = LibBpfAvailability.Probe(() => throw new DllNotFoundException());

        Assert.Equal("libbpf.so.1 was not found: install libbpf 1.0 or newer (Debian: apt-get install libbpf1).", found.Problem);
        Assert.Null(found.Version);
    }

    [Fact]
    public void Probe_OldestSupported_HasNoProblem() => Assert.Null(LibBpfAvailability.Probe(() => new Version(1, 0)).Problem);
}
