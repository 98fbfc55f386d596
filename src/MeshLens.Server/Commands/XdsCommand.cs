using System.CommandLine;
using System.Text.Json;
using MeshLens.Api;
using MeshLens.Server.Mesh;
using MeshLens.Server.Output;

namespace MeshLens.Server.Commands;

/// <summary><c>meshlens xds</c>: what does the control plane serve me? Needs no server.</summary>
internal static class XdsCommand
{
    private const double LongestSeconds = 86_400;

    public static Command Create()
    {
        var mesh = new MeshSwitches();
        var output = CommonOptions.Output();
        var names = new Option<bool>("--names") { Description = "Every resource by name." };
        var seconds = new Option<double>("--seconds") { Description = "How long to listen at most; it ends earlier when nothing more comes.", DefaultValueFactory = _ => 10 };
        var command = new Command("xds", "What the control plane serves to whoever asks like this. Needs no server.") { output, names, seconds };
        mesh.AddControlPlaneTo(command);
        mesh.AddViewsTo(command);
        seconds.Validators.Add(result =>
        {
            if (!result.Errors.Any() && !(result.GetValue(seconds) is > 0 and <= LongestSeconds))
            {
                result.AddError($"--seconds: how long to listen, above 0 and up to {LongestSeconds:0}.");
            }
        });
        command.SetAction((parsed, cancellationToken) => Run(
            mesh.Read(parsed), TimeSpan.FromSeconds(parsed.GetValue(seconds)), parsed.GetValue(output), parsed.GetValue(names), Console.Out, Console.Error, cancellationToken));
        return command;
    }

    internal static async Task<int> Run(
        MeshOptions options, TimeSpan patience, OutputFormat format, bool names, TextWriter writer, TextWriter errors, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        var sources = MeshServices.Read(options, problems);
        if (options.Istiod.Count == 0)
        {
            problems.Add("Name the control plane: --istiod istiod.istio-system.svc:15012.");
        }

        if (sources.Views.Count > 1 || sources.Views is [{ Node: null, Proxy: "" }])
        {
            problems.Add("It is asked as one at a time: give --view once, with a pod and its namespace or a node id.");
        }

        if (sources.ControlPlane is not { } plane || problems.Count > 0)
        {
            problems.ForEach(errors.WriteLine);
            return ExitCodes.Misuse;
        }

        var view = await ControlPlaneGlance.ReadAsync(plane, sources.Node, sources.Views.FirstOrDefault(), patience, cancellationToken);
        if (format == OutputFormat.Json)
        {
            await writer.WriteLineAsync(JsonSerializer.Serialize(view, ApiJson.Default.ProxyConfigurationView));
        }
        else
        {
            XdsText.Write(view, names, writer);
        }

        return view.Resources.Values.Any(static resources => resources.Count > 0) ? ExitCodes.Success : ExitCodes.Failure;
    }
}
