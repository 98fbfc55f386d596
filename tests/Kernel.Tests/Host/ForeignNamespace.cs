using System.Diagnostics;
using MeshLens.Agent.Host;
using MeshLens.Agent.Namespaces;

namespace Kernel.Tests.Host;

/// <summary>
/// A process (<c>cat</c>) that lives in a network namespace of its own with a loopback device, until this is disposed or the test
/// process dies.
/// </summary>
internal sealed class ForeignNamespace : IDisposable
{
    private readonly Process _process;

    private ForeignNamespace(Process process) => _process = process;

    public int ProcessId => _process.Id;

    public ulong Inode => new HostFiles().Inode($"/proc/{ProcessId}/ns/net");

    /// <summary>Returns when the process stands inside and answers.</summary>
    public static ForeignNamespace Create()
    {
        var start = new ProcessStartInfo("unshare")
        {
            ArgumentList = { "--net", "sh", "-c", "ip link set lo up && exec cat" },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("unshare did not start.");
        process.StandardInput.WriteLine("ready");
        process.StandardInput.Flush();
        process.StandardOutput.ReadLine();
        return new ForeignNamespace(process);
    }

    /// <summary>Runs inside; sockets made there stay there.</summary>
    public void Run(Action inside)
    {
        using var namespaces = new NetworkNamespaces(new HostFiles());
        var visits = namespaces.Enter(new NetworkNamespace(Inode, 0, ProcessId), _ => inside());
        Assert.Equal(1, visits.Visited);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
