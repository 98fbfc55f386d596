using System.CommandLine;
using MeshLens.Agent.Doctor;
using MeshLens.Agent.Host;
using MeshLens.Agent.Loading;
using MeshLens.Agent.Namespaces;
using MeshLens.Agent.Options;

namespace MeshLens.Agent.Commands;

/// <summary><c>meshlens-agent doctor</c>: what this kernel and this machine allow, found out by loading the programs for a moment.</summary>
internal static class DoctorCommand
{
    private const int SmallRing = 64 << 10;
    private const int FewFlows = 256;
    private const int FewConnections = 1_024;

    public static Command Create()
    {
        var output = new OutputOption();
        var command = new Command("doctor", "Say what this kernel and these privileges allow, what is lost, and how to fix it.") { output.Symbol };
        command.SetAction(parsed => Run(output.IsJson(parsed)));
        return command;
    }

    private static int Run(bool json)
    {
        var files = new HostFiles();
        using var namespaces = new NetworkNamespaces(files);
        using var session = KernelSession.Open(Setup(), files, namespaces);
        var report = new DoctorReport(session.Facts, session.Plan);
        using var output = StandardOutput.Open();
        output.Write(json ? DoctorJson.Format(report) + "\n" : DoctorTable.Format(report));
        output.Flush();
        return session.Plan.Blocker is null ? ExitCode.Success : ExitCode.KernelRefuses;
    }

    private static KernelSetup Setup() => new()
    {
        Flows = FewFlows,
        Connections = FewConnections,
        RingBytes = SmallRing,
        Watch = WatchFilter.Everything,
        Settings = KernelSettings.Default,
        Asks = _ => true,
    };
}
