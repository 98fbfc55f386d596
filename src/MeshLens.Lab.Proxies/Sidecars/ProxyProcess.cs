using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using MeshLens.Lab.Native;

namespace MeshLens.Lab.Proxies.Sidecars;

/// <summary>
/// The proxies of one mesh in one process. Its own threads live on the host, where the control plane and MeshLens are; the threads
/// that carry requests live in the pods' network namespaces. The first line it is told is its <see cref="ProxiesSpec"/>, each further
/// one a <see cref="ProxiesCommand"/>; the end of them is its end.
/// </summary>
internal static class ProxyProcess
{
    public static int Run()
    {
        _ = Libc.Prctl(Libc.PrSetParentDeathSignal, Libc.SignalKill, 0, 0, 0);
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, static signal => signal.Cancel = true);
        using var input = new StreamReader(Console.OpenStandardInput());
        if (input.ReadLine() is not { } first)
        {
            return 0;
        }

        File.WriteAllText($"/proc/self/task/{Environment.ProcessId}/comm", "envoy");
        var spec = JsonSerializer.Deserialize(first, SidecarJson.Default.ProxiesSpec)!;
        var sidecars = spec.Sidecars.Select(each => new Sidecar(spec, each)).ToList();
        sidecars.ForEach(static sidecar => sidecar.Start());
        Say(new(sidecars.ToDictionary(static sidecar => sidecar.Pod, static sidecar => sidecar.StatsPort)));
        while (input.ReadLine() is { } line)
        {
            var command = JsonSerializer.Deserialize(line, SidecarJson.Default.ProxiesCommand)!;
            sidecars.ForEach(sidecar => sidecar.Apply(command));
        }

        return 0;
    }

    private static void Say(ProxiesReady ready)
    {
        using var output = Console.OpenStandardOutput();
        output.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(ready, SidecarJson.Default.ProxiesReady) + "\n"));
        output.Flush();
    }
}
