using System.Diagnostics;
using MeshLens.Lab.Links;
using MeshLens.Lab.Namespaces;

namespace Kernel.Tests;

/// <summary>tcpdump on a namespace's end of a link: the independent witness.</summary>
internal sealed class PacketCapture : IDisposable
{
    private readonly Process _tcpdump;
    private readonly string _file = Path.GetTempFileName();

    private PacketCapture(NetworkNamespace inside)
    {
        var start = new ProcessStartInfo("tcpdump") { RedirectStandardError = true };
        foreach (var argument in (string[])["-i", LinkedPair.InterfaceName, "-w", _file, "-U", "-s", "96", "--immediate-mode", "--time-stamp-precision=nano", "-Z", "root", "tcp"])
        {
            start.ArgumentList.Add(argument);
        }

        _tcpdump = inside.Start(start);
        while (_tcpdump.StandardError.ReadLine() is { } line && !line.Contains("listening on", StringComparison.Ordinal))
        {
        }
    }

    public static PacketCapture Start(NetworkNamespace inside) => new(inside);

    /// <summary>Waits until tcpdump has written what is expected, and ends it with an interrupt: then it writes what it still holds.</summary>
    public List<Packet> Stop(Func<List<Packet>, bool>? isComplete = null)
    {
        Eventually.True(() => isComplete is null || isComplete(Read()), "the capture is complete");
        using (Process.Start("kill", ["-INT", $"{_tcpdump.Id}"]))
        {
            _tcpdump.WaitForExit();
        }

        return Read();
    }

    public void Dispose()
    {
        if (!_tcpdump.HasExited)
        {
            _tcpdump.Kill();
        }

        _tcpdump.Dispose();
        File.Delete(_file);
    }

    private List<Packet> Read() => CaptureFile.Read(File.ReadAllBytes(_file));
}
