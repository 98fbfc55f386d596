using System.Diagnostics;

namespace MeshLens.Lab;

/// <summary>How the running program starts itself again as a child of the lab.</summary>
internal static class LabLaunch
{
    public static ProcessStartInfo Of(string role)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath ?? throw new LabException("The path of this program is unknown."))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
        {
            start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        }

        start.ArgumentList.Add(LabChild.Argument);
        start.ArgumentList.Add(role);
        Spare(start);
        return start;
    }

    /// <summary>A lab child is small and long-lived: no server GC, no diagnostics thread, no re-optimisation in the background.</summary>
    private static void Spare(ProcessStartInfo start)
    {
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_GCgen0size"] = "400000";
    }
}
