using System.Diagnostics;
using MeshLens.Agent.Host;

namespace MeshLens.Kernel.Tests.Host;

/// <summary>A process (<c>cat</c>) that lives in a network namespace of its own, until this is disposed or the test process dies.</summary>
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
            ArgumentList = { "--net", "cat" },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("unshare did not start.");
        process.StandardInput.WriteLine("ready");
        process.StandardInput.Flush();
        process.StandardOutput.ReadLine();
        return new ForeignNamespace(process);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
